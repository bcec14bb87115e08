using System;
using System.Globalization;

namespace KlpShell.Conformance.Shell.Awk;

/// <summary>A value of awk: a string, or a number, or a field that looks like a number and compares as one.</summary>
/// <param name="Text">As a string.</param>
/// <param name="Number">As a number.</param>
/// <param name="IsNumeric">True where it compares as a number.</param>
internal readonly record struct AwkValue(string Text, double Number, bool IsNumeric)
{
    /// <summary>True where a pattern of this value matches.</summary>
    public bool IsTrue => IsNumeric ? Number != 0 : Text.Length > 0;

    /// <summary>A number.</summary>
    public static AwkValue Of(double number) => new(number.ToString(CultureInfo.InvariantCulture), number, true);

    /// <summary>A truth value.</summary>
    public static AwkValue Of(bool truth) => Of(truth ? 1 : 0);

    /// <summary>A string.</summary>
    public static AwkValue Of(string text) => new(text, ToNumber(text, out _), false);

    /// <summary>Text from the input.</summary>
    public static AwkValue Field(string text) => new(text, ToNumber(text, out bool whole), whole);

    /// <summary>Orders two values, as numbers where both are.</summary>
    public static int Compare(AwkValue left, AwkValue right) => left.IsNumeric && right.IsNumeric
        ? left.Number.CompareTo(right.Number)
        : string.CompareOrdinal(left.Text, right.Text);

    // Only what stands at the beginning counts.
    private static double ToNumber(string text, out bool whole)
    {
        whole = double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (whole) return number;
        int end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end == 0 ? 0 : double.Parse(text.AsSpan(0, end), CultureInfo.InvariantCulture);
    }
}
