using System;
using System.IO;
using System.IO.Compression;
using KlpShell.Core;
using KlpShell.Core.Symbols;

namespace KlpShell.Bench;

/// <summary>The real symbol table of Debian's 6.12 kernel, and a kernel made from it.</summary>
internal static class RealTable
{
    private static readonly Lazy<SymbolTable> s_table = new(() =>
    {
        using FileStream stream = File.OpenRead(Packed("kallsyms"));
        return SymbolTable.Read(stream, "kallsyms").Table!;
    });

    private static readonly Lazy<TraceableSet> s_traceable = new(() =>
    {
        using FileStream stream = File.OpenRead(Packed("available_filter_functions"));
        return TraceableSet.Read(stream, "traceable", Table).Set!;
    });

    public static SymbolTable Table => s_table.Value;

    public static KernelDefinition Kernel => new("debian-6.12", Release.Original)
    {
        Symbols = Table,
        Traceable = s_traceable.Value,
        EntryOffset = 4,
    };

    /// <summary>The table as plain text, unpacked once into the temporary folder.</summary>
    public static string Plain()
    {
        string path = Path.Combine(Path.GetTempPath(), "klpshell-bench-kallsyms.txt");
        if (File.Exists(path)) return path;
        using GZipStream packed = new(File.OpenRead(Packed("kallsyms")), CompressionMode.Decompress);
        using FileStream plain = File.Create(path);
        packed.CopyTo(plain);
        return path;
    }

    /// <summary>The folder that the solution is in.</summary>
    public static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KlpShell.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? ".";
    }

    private static string Packed(string what) => Path.Combine(Root(), "manifests", "kernels", "symbols", $"debian-6.12.117.{what}.gz");
}
