using System;
using System.IO;
using System.IO.Compression;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Symbols;

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
        if (path.EndsWith(".xz", StringComparison.OrdinalIgnoreCase)) throw Failure.Of("ModuleCompressionUnknown", path, path, "xz", $"xz -dk '{path}'");
        if (path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase)) throw Failure.Of("ModuleCompressionUnknown", path, path, "zstd", $"zstd -dk '{path}'");
        bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string name = Path.GetFileName(packed ? path[..^3] : path);
        try
        {
            if (!packed) return new FileInfo(path).Length > LargestModule ? throw TooLarge(path) : ModuleFile.Read(File.ReadAllBytes(path), name);
            using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
            return ModuleFile.Read(Unpack(stream, path), name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.Of("ModuleFileUnreadable", path, path, error.Message);
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
            throw Failure.Of("SymversUnreadable", path, path, error.Message);
        }
    }

    private static ReadOnlyMemory<byte> Unpack(Stream stream, string path)
    {
        using MemoryStream whole = new();
        byte[] part = new byte[81920];
        for (int read; (read = stream.Read(part)) > 0;)
        {
            whole.Write(part, 0, read);
            if (whole.Length > LargestModule) throw TooLarge(path);
        }

        return whole.ToArray();
    }

    private static KlpException TooLarge(string path) => Failure.Of("ModuleFileUnreadable", path, path, $"it has more than {LargestModule >> 20} MB");
}
