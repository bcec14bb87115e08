using System.Collections.Immutable;
using System.IO;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The symbol tables of the recorded modules: names and types, in their order. Each is read once.</summary>
internal static class SymbolLists
{
    /// <summary>lp_a to lp_f.</summary>
    public static ImmutableArray<ListedSymbol> Livepatch { get; } = Read("lp.txt");

    /// <summary>tgt_mod.</summary>
    public static ImmutableArray<ListedSymbol> Target { get; } = Read("tgt_mod.txt");

    private static ImmutableArray<ListedSymbol> Read(string name)
    {
        using Stream stream = typeof(SymbolLists).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using StreamReader reader = new(stream);
        ImmutableArray<ListedSymbol>.Builder symbols = ImmutableArray.CreateBuilder<ListedSymbol>();
        while (reader.ReadLine() is { Length: > 2 } line) symbols.Add(new ListedSymbol(line[2..], line[0]));
        return symbols.ToImmutable();
    }
}
