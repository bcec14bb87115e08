using System;
using System.IO;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Symbols;
using KlpShell.Internal;
using KlpShell.Manifests.Packed;

namespace KlpShell.Files;

/// <summary>Reads modules' files and what a verdict on them needs, plain or compressed.</summary>
internal static class ModuleFileStore
{
    private const int LargestModule = 256 << 20;

    /// <summary>True for a path that can only be a module's file.</summary>
    public static bool IsModuleFile(string path)
    {
        foreach (string ending in (ReadOnlySpan<string>)[".ko", ".ko.gz", ".ko.xz", ".ko.zst"])
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>Reads a module's file.</summary>
    public static ModuleFile Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestModule) throw TooLarge(path);
            byte[] bytes = File.ReadAllBytes(path);
            string ending = Path.GetExtension(path).ToLowerInvariant();
            return ending is ".gz" or ".xz" or ".zst"
                ? ModuleFile.Read(Unpack(bytes, ending), Path.GetFileName(path[..^ending.Length]))
                : ModuleFile.Read(bytes, Path.GetFileName(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.Of("ModuleFileUnreadable", path, path, HostFault.Reason(path, error));
        }
    }

    /// <summary>Reads a Module.symvers, plain or gzip.</summary>
    public static SymbolExportTable ReadExports(string path)
    {
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream text = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(text);
            return SymbolExportTable.Read(reader, out string? problem) ?? throw Failure.Of("SymversUnreadable", path, path, problem);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.Of("SymversUnreadable", path, path, HostFault.Reason(path, error));
        }
    }

    // A method of its own: the libraries that it needs are loaded when a compressed file is read, not before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlyMemory<byte> Unpack(byte[] packed, string ending)
    {
        PackedFormat format = ending switch
        {
            ".gz" => PackedFormat.Gzip,
            ".xz" => PackedFormat.Xz,
            _ => PackedFormat.Zstandard,
        };
        return Unpacker.Unpack(packed, format, LargestModule);
    }

    private static KlpException TooLarge(string path) => Failure.Of("ModuleFileUnreadable", path, path, $"it has more than {LargestModule >> 20} MB");
}
