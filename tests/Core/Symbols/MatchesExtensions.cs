using System.Collections.Generic;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>What tests look at in the symbols of one name.</summary>
internal static class MatchesExtensions
{
    public static List<char> AsTypes(this SymbolMatches matches)
    {
        List<char> types = [];
        foreach (Symbol symbol in matches)
            types.Add(symbol.Type);
        return types;
    }

    public static List<int> AsIndexes(this SymbolMatches matches)
    {
        List<int> indexes = [];
        foreach (Symbol symbol in matches)
            indexes.Add(symbol.Index);
        return indexes;
    }
}
