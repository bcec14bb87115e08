namespace KlpShell.Core.Machine;

/// <summary>The kernel's own ways to read a number from a string (lib/kstrtox.c).</summary>
public static class KernelString
{
    /// <summary>kstrtobool: the first one or two characters decide; null where they say nothing.</summary>
    public static bool? TryParseBool(string text) => text switch
    {
        ['y' or 'Y' or 't' or 'T' or '1', ..] => true,
        ['n' or 'N' or 'f' or 'F' or '0', ..] => false,
        ['o' or 'O', 'n' or 'N', ..] => true,
        ['o' or 'O', 'f' or 'F', ..] => false,
        _ => null,
    };

    /// <summary>kstrtoul in base 10: digits, with an optional plus before and one optional newline behind; what follows a NUL is not seen.</summary>
    public static bool TryParseUnsigned(string text, out ulong value)
    {
        value = 0;
        int end = text.IndexOf('\0', System.StringComparison.Ordinal);
        if (end < 0) end = text.Length;
        int at = end > 0 && text[0] == '+' ? 1 : 0;
        int first = at;
        for (; at < end && char.IsAsciiDigit(text[at]); at++)
        {
            ulong digit = (ulong)(text[at] - '0');
            if (value > (ulong.MaxValue - digit) / 10) return false;
            value = value * 10 + digit;
        }

        if (at == first) return false;
        if (at < end && text[at] == '\n') at++;
        return at == end;
    }
}
