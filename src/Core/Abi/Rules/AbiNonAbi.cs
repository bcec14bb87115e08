using System;

namespace KlpShell.Core.Abi.Rules;

/// <summary>What the README says is no ABI, whatever a document promises of it: Kconfig symbols and kernel symbols.</summary>
public static class AbiNonAbi
{
    private const string Kconfig = "CONFIG_";

    /// <summary>Why a name is no ABI; null when it may be one.</summary>
    /// <param name="name">A name of an entry.</param>
    /// <param name="isKernelSymbol">Tells a symbol of the kernel at hand; may be null.</param>
    public static string? Reason(string name, Func<string, bool>? isKernelSymbol = null)
    {
        ReadOnlySpan<char> text = name.AsSpan().Trim();
        if (KconfigIn(text) is { } config)
            return $"'{config}' is a Kconfig symbol, which no program may rely on";
        if (text.StartsWith("EXPORT_SYMBOL"))
            return $"'{name}' exports a kernel symbol, which no program may rely on";
        bool call = text.EndsWith("()");
        ReadOnlySpan<char> symbol = call ? text[..^2] : text;
        return IsIdentifier(symbol) && (call || isKernelSymbol?.Invoke(symbol.ToString()) == true)
            ? $"'{symbol}' is a kernel symbol, which no program may rely on"
            : null;
    }

    private static string? KconfigIn(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf(Kconfig);
        if (at < 0 || (at > 0 && IsWord(text[at - 1])))
            return null;
        int end = at + Kconfig.Length;
        while (end < text.Length && IsWord(text[end]))
            end++;
        return end > at + Kconfig.Length ? text[at..end].ToString() : null;
    }

    private static bool IsIdentifier(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsAsciiDigit(text[0]))
            return false;
        foreach (char c in text)
        {
            if (!IsWord(c) && c != '.')
                return false;
        }
        return true;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
