using System;

namespace KlpShell.Core.Machine;

/// <summary>Reads numbers as kstrtoint and its kin do (lib/kstrtox.c): base by prefix, and ERANGE for what doesn't fit.</summary>
internal static class KernelNumber
{
    /// <summary>The bytes of a kind of number.</summary>
    public static uint SizeOf(string kind) => kind switch
    {
        "bool" or "invbool" or "bool_enable_only" or "byte" => 1,
        "short" or "ushort" => 2,
        "int" or "uint" or "hexint" => 4,
        _ => 8,
    };

    /// <summary>A number of that kind, with its sign.</summary>
    public static long Extend(ulong value, string kind) => kind switch
    {
        "short" => (short)value,
        "int" => (int)value,
        _ => (long)value,
    };

    /// <summary>Reads a text as a number of that kind.</summary>
    /// <returns>EINVAL where it is no number, ERANGE where it doesn't fit.</returns>
    public static Errno TryParse(string text, string kind, out long number, out uint size)
    {
        number = 0;
        size = SizeOf(kind);
        bool signed = kind is "int" or "short" or "long";
        bool negative = signed && text.StartsWith('-');
        ReadOnlySpan<char> digits = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        uint radix = TakePrefix(ref digits);
        Errno errno = Whole(digits, radix, out ulong value);
        if (errno != Errno.None) return errno;
        int bits = (int)size * 8 - (signed ? 1 : 0);
        UInt128 most = ((UInt128)1 << bits) - (negative ? 0u : 1u);
        if (value > most) return Errno.ERANGE;
        number = negative ? -(long)value : (long)value;
        return Errno.None;
    }

    /// <summary>kstrtoul in base 10: digits, with an optional plus before and one optional newline behind; what follows a NUL is not seen.</summary>
    /// <returns>EINVAL where it is no number, ERANGE where it doesn't fit.</returns>
    public static Errno TryParse(string text, out ulong value) => Whole(text.AsSpan(text.StartsWith('+') ? 1 : 0), 10, out value);

    /// <summary>How many characters a sysctl that holds one number takes: up to the next word (proc_dointvec, kernel/sysctl.c).</summary>
    public static int TakenBySysctl(string text)
    {
        int at = 0;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    /// <summary>
    /// The first number that is written to a sysctl (proc_get_long, kernel/sysctl.c): blanks before it, a sign, the base by its prefix, and
    /// a blank or nothing behind it. What follows the blank isn't looked at.
    /// </summary>
    public static bool TryParseSysctl(string text, out bool negative, out ulong value)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart();
        negative = rest is ['-', ..];
        if (negative) rest = rest[1..];
        uint radix = TakePrefix(ref rest);
        int length = Digits(rest, radix, out value, out bool overflow);
        return length > 0 && !overflow && (length == rest.Length || rest[length] is ' ' or '\t' or '\n' or '\0');
    }

    // _kstrtoull: nothing but digits, and a newline.
    private static Errno Whole(ReadOnlySpan<char> text, uint radix, out ulong value)
    {
        int length = Digits(text, radix, out value, out bool overflow);
        if (overflow) return Errno.ERANGE;
        ReadOnlySpan<char> behind = text[length..];
        if (behind is ['\n', ..]) behind = behind[1..];
        return length > 0 && (behind is [] or ['\0', ..]) ? Errno.None : Errno.EINVAL;
    }

    // _parse_integer_fixup_radix: the base by the prefix, which is taken off.
    private static uint TakePrefix(ref ReadOnlySpan<char> text)
    {
        if (text is not ['0', ..]) return 10;
        if (text is not [_, 'x' or 'X', var digit, ..] || !char.IsAsciiHexDigit(digit)) return 8;
        text = text[2..];
        return 16;
    }

    // _parse_integer: how many characters are digits of that base, and what they are worth.
    private static int Digits(ReadOnlySpan<char> text, uint radix, out ulong value, out bool overflow)
    {
        value = 0;
        overflow = false;
        int at = 0;
        for (; at < text.Length && char.IsAsciiHexDigit(text[at]); at++)
        {
            uint digit = char.IsAsciiDigit(text[at]) ? (uint)(text[at] - '0') : (uint)((text[at] | 32) - 'a' + 10);
            if (digit >= radix) break;
            overflow |= value > (ulong.MaxValue - digit) / radix;
            value = unchecked(value * radix + digit);
        }

        return at;
    }
}
