using System;
using System.Linq;

namespace KlpShell.Core.Abi.Paths;

/// <summary>What stands in brackets: a class of digits, several texts to choose from, or the name of a placeholder.</summary>
internal static class AbiBracket
{
    /// <summary>The digits of a class, such as <c>1-3</c> or <c>012</c>; empty when it is a number (<c>0-9</c>, <c>0-15</c>, <c>0:7</c>); null when it is none.</summary>
    public static string? ReadClass(string inside)
    {
        if (inside.All(char.IsAsciiDigit))
            return inside;
        int mark = inside.AsSpan().IndexOfAny('-', ':');
        if (mark < 1 || mark == inside.Length - 1 || !inside.AsSpan(0, mark).ContainsOnlyDigits() || !inside.AsSpan(mark + 1).ContainsOnlyDigits())
            return null;
        if (inside.Length != 3 || inside[mark] == ':' || inside[0] == '0' || inside[0] > inside[2])
            return "";
        return string.Concat(Enumerable.Range(inside[0], inside[2] - inside[0] + 1).Select(c => (char)c));
    }

    /// <summary>The texts of <c>a,b</c> or <c>a|b</c>; null when it is none.</summary>
    public static string[]? ReadChoice(string inside)
    {
        if (inside.AsSpan().IndexOfAny(',', '|') < 0)
            return null;
        string[] choices = inside.Split([',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return choices.Length > 1 && choices.All(c => c.All(IsWord)) ? choices : null;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
