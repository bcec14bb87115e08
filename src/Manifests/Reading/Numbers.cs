using System;
using System.Globalization;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Reading;

/// <summary>Whole numbers as manifests write them: decimal or 0x hexadecimal, with a minus where it makes sense.</summary>
internal static class Numbers
{
    /// <summary>Reads one.</summary>
    public static bool TryRead(string text, out ulong number, out bool negative)
    {
        negative = text.StartsWith('-');
        ReadOnlySpan<char> digits = text.AsSpan(negative ? 1 : 0);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        bool octal = digits.Length > 1 && digits[0] == '0';
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && !octal;
    }

    /// <summary>The number with its sign, where a signed 64-bit number can be it.</summary>
    public static bool TrySigned(ulong number, bool negative, out long value)
    {
        value = negative ? unchecked(-(long)number) : (long)number;
        return negative ? number <= 1UL << 63 : number <= long.MaxValue;
    }

    /// <summary>What may be wrong with a number that can't be read.</summary>
    public static string Hint(Node node)
    {
        if (node is not ScalarNode { Text: { Length: > 1 } text }) return "";
        string digits = text.TrimStart('-');
        if (digits.Length > 1 && digits[0] == '0' && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0) return "; numbers are decimal or 0x hexadecimal, without a zero in front";
        return digits.Length > 1 && digits.AsSpan().IndexOfAnyExcept("0123456789abcdefABCDEF") < 0 ? "; hexadecimal numbers begin with 0x, and none has more than 64 bits" : "";
    }

    /// <summary>A number as messages and manifests show it: large ones are addresses.</summary>
    public static string Show(ulong number) => number > 0xFFFF_FFFF ? $"0x{number:x}" : number.ToString(CultureInfo.InvariantCulture);
}
