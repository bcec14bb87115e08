using System.Collections.Immutable;
using System.IO;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The symbol tables of the recorded modules: names and types, in their order. Each is read once.</summary>
internal static class SymbolLists
{
    /// <summary>The list in a file.</summary>
    public static ImmutableArray<ListedSymbol> Read(string name)
    {
        using Stream stream = typeof(SymbolLists).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using StreamReader reader = new(stream);
        ImmutableArray<ListedSymbol>.Builder symbols = ImmutableArray.CreateBuilder<ListedSymbol>();
        while (reader.ReadLine() is { Length: > 2 } line) symbols.Add(new ListedSymbol(line[2..], line[0]));
        return symbols.ToImmutable();
    }
}
