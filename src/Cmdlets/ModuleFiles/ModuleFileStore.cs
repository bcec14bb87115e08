using System;
using System.IO;
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
            ReadOnlyMemory<byte> bytes = Contents(path, out int ending);
            return ModuleFile.Read(bytes, Path.GetFileName(path[..^ending]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.Of("ModuleFileUnreadable", path, path, HostFault.Reason(path, error));
        }
    }

    /// <summary>Reads a Module.symvers, plain or compressed.</summary>
    public static SymbolExportTable ReadExports(string path)
    {
        try
        {
            using StreamReader reader = new(new MemoryStream(Contents(path, out _).ToArray()));
            return SymbolExportTable.Read(reader, out string? problem) ?? throw Failure.Of("SymversUnreadable", path, path, problem);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.Of("SymversUnreadable", path, path, HostFault.Reason(path, error));
        }
    }

    // What a file holds, and how long the ending is that says how it is compressed.
    private static ReadOnlyMemory<byte> Contents(string path, out int ending)
    {
        if (new FileInfo(path).Length > LargestModule) throw new InvalidDataException($"it has more than {LargestModule >> 20} MB");
        byte[] bytes = File.ReadAllBytes(path);
        string suffix = Path.GetExtension(path).ToLowerInvariant();
        ending = suffix is ".gz" or ".xz" or ".zst" ? suffix.Length : 0;
        return ending > 0 ? Unpack(bytes, suffix) : bytes;
    }

    // A method of its own: the libraries that it needs are loaded when a compressed file is read, not before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlyMemory<byte> Unpack(byte[] packed, string suffix)
    {
        PackedFormat format = suffix switch
        {
            ".gz" => PackedFormat.Gzip,
            ".xz" => PackedFormat.Xz,
            _ => PackedFormat.Zstandard,
        };
        return Unpacker.Unpack(packed, format, LargestModule);
    }
}
