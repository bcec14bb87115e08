using System;
using System.Globalization;

namespace KlpShell.Conformance.Modules;

/// <summary>Numbers as C code in the recorded modules reads them (simple_strtoul with base 0): what follows the digits is not looked at.</summary>
internal static class CNumber
{
    /// <summary>Reads an unsigned number: 0x hexadecimal, 0 octal, else decimal; 0 where there are no digits.</summary>
    public static ulong Unsigned(string text)
    {
        int numberBase = 10;
        int at = 0;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            numberBase = 16;
            at = 2;
        }
        else if (text.StartsWith('0'))
        {
            numberBase = 8;
        }

        ulong value = 0;
        for (; at < text.Length && int.TryParse(text.AsSpan(at, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int digit) && digit < numberBase; at++)
        {
            value = value * (ulong)numberBase + (ulong)digit;
        }

        return value;
    }

    /// <summary>Reads an unsigned number as kstrtoul does with base 0: nothing else may stand there, but one newline at the end.</summary>
    public static bool TryUnsigned(string text, out ulong value)
    {
        if (text.EndsWith('\n')) text = text[..^1];
        if (text.StartsWith('+')) text = text[1..];
        value = Unsigned(text);
        bool hexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> digits = hexadecimal ? text.AsSpan(2) : text;
        string allowed = hexadecimal ? "0123456789abcdefABCDEF" : text.StartsWith('0') ? "01234567" : "0123456789";
        return digits.Length > 0 && !digits.ContainsAnyExcept(allowed);
    }

    /// <summary>Reads a signed number.</summary>
    public static long Signed(string text) => text.StartsWith('-') ? -(long)Unsigned(text[1..]) : (long)Unsigned(text);
}
