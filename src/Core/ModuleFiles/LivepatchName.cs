using System;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The names that livepatch gives its sections and symbols, taken apart as the kernel's sscanf does (kernel/livepatch/core.c).</summary>
public static class LivepatchName
{
    private const string SectionPrefix = ".klp.rela.";
    private const string SymbolPrefix = ".klp.sym.";
    private const int ObjectLength = 55;
    private const int SymbolLength = 511;

    /// <summary>The object of a section <c>.klp.rela.OBJECT.SECTION</c>: its first 55 characters; null where the name has another form.</summary>
    public static string? SectionObject(string name)
    {
        if (!name.StartsWith(SectionPrefix, StringComparison.Ordinal)) return null;
        string rest = Until(name[SectionPrefix.Length..], '.', ObjectLength);
        return rest.Length == 0 ? null : rest;
    }

    /// <summary>Takes a symbol <c>.klp.sym.OBJECT.NAME,POSITION</c> apart.</summary>
    /// <returns>False where the name has another form.</returns>
    public static bool TryParse(string name, out string obj, out string symbol, out ulong position)
    {
        obj = symbol = "";
        position = 0;
        if (!name.StartsWith(SymbolPrefix, StringComparison.Ordinal)) return false;
        string rest = name[SymbolPrefix.Length..];
        obj = Until(rest, '.', ObjectLength);
        if (obj.Length == 0 || rest.Length <= obj.Length || rest[obj.Length] != '.') return false;
        rest = rest[(obj.Length + 1)..];
        symbol = Until(rest, ',', SymbolLength);
        if (symbol.Length == 0 || rest.Length <= symbol.Length || rest[symbol.Length] != ',') return false;
        rest = rest[(symbol.Length + 1)..].TrimStart(' ', '\t', '\n', '\v', '\f', '\r');
        if (rest.Length == 0 || !char.IsAsciiDigit(rest[0])) return false;

        // What follows the digits isn't looked at, and a number that doesn't fit wraps.
        foreach (char c in rest)
        {
            if (!char.IsAsciiDigit(c)) break;
            position = unchecked(position * 10 + (ulong)(c - '0'));
        }

        return true;
    }

    private static string Until(string text, char end, int most)
    {
        int length = text.IndexOf(end, StringComparison.Ordinal);
        return text[..Math.Min(length < 0 ? text.Length : length, most)];
    }
}
