using System;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles;

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

    /// <summary>Reads a text.</summary>
    /// <returns>EINVAL where it is no number, ERANGE where it doesn't fit.</returns>
    public static Errno TryParse(string text, string kind, out long number, out uint size)
    {
        number = 0;
        size = SizeOf(kind);
        bool signed = kind is "int" or "short" or "long";
        bool negative = signed && text.StartsWith('-');
        ReadOnlySpan<char> digits = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        if (digits.EndsWith("\n")) digits = digits[..^1];
        int radix = 10;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && digits.Length > 2 && char.IsAsciiHexDigit(digits[2])) radix = 16;
        else if (digits.Length > 0 && digits[0] == '0') radix = 8;
        if (radix == 16) digits = digits[2..];
        if (digits.IsEmpty) return Errno.EINVAL;
        UInt128 value = 0;
        bool overflow = false;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? (c | 32) - 'a' + 10 : 99;
            if (digit >= radix) return Errno.EINVAL;
            value = value * (uint)radix + (uint)digit;
            overflow |= value > ulong.MaxValue;
            if (overflow) value = 0;
        }

        int bits = (int)size * 8 - (signed ? 1 : 0);
        UInt128 most = ((UInt128)1 << bits) - (negative ? 0u : 1u);
        if (overflow || value > most) return Errno.ERANGE;
        number = negative ? -(long)(ulong)value : (long)(ulong)value;
        return Errno.None;
    }
}
