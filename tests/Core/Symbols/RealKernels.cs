using System;
using System.Collections.Concurrent;
using System.IO;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>The recorded symbol tables of manifests/kernels/symbols, each read once.</summary>
internal static class RealKernels
{
    public const string Original = "3.19.8-b700e7f03d";
    public const string Stacking = "4.1.0-rc6";
    public const string Debian61 = "debian-6.1.192";
    public const string Debian612 = "debian-6.12.117";

    private static readonly ConcurrentDictionary<string, Lazy<SymbolTable>> s_tables = new();

    private static readonly string s_folder = Path.Combine(Root(), "manifests", "kernels", "symbols");

    public static FileStream Kallsyms(string kernel) => File.OpenRead(Path.Combine(s_folder, kernel + ".kallsyms.gz"));

    public static FileStream Functions(string kernel) => File.OpenRead(Path.Combine(s_folder, kernel + ".available_filter_functions.gz"));

    public static SymbolTable Table(string kernel) => s_tables.GetOrAdd(kernel, k => new Lazy<SymbolTable>(() =>
    {
        using FileStream stream = Kallsyms(k);
        return SymbolTable.Read(stream, k).Table ?? throw new InvalidDataException(k);
    })).Value;

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KlpShell.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No KlpShell.sln above the tests.");
    }
}
