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

    /// <summary>
    /// The first number that is written to a sysctl (proc_get_long, kernel/sysctl.c): blanks before it, a sign, the base by its prefix, and
    /// a blank or nothing behind it. What follows the blank isn't looked at.
    /// </summary>
    public static bool TryParseSysctl(string text, out bool negative, out ulong value)
    {
        int at = 0;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        negative = at < text.Length && text[at] == '-';
        if (negative) at++;
        uint radix = 10;
        if (at + 2 < text.Length && text[at] == '0' && (text[at + 1] | 32) == 'x' && char.IsAsciiHexDigit(text[at + 2]))
        {
            radix = 16;
            at += 2;
        }
        else if (at < text.Length && text[at] == '0')
        {
            radix = 8;
        }

        value = 0;
        int first = at;
        for (; at < text.Length && char.IsAsciiHexDigit(text[at]); at++)
        {
            uint digit = char.IsAsciiDigit(text[at]) ? (uint)(text[at] - '0') : (uint)((text[at] | 32) - 'a' + 10);
            if (digit >= radix) break;
            if (value > (ulong.MaxValue - digit) / radix) return false;
            value = value * radix + digit;
        }

        return at > first && (at == text.Length || text[at] is ' ' or '\t' or '\n' or '\0');
    }
}
