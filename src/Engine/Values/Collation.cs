namespace KlpShell.Engine;

/// <summary>The order of strings in PowerShell's invariant culture (punctuation, digits, letters), for ASCII, without ICU.</summary>
internal static class Collation
{
    private const string Order = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

    public static bool Equal(string left, string right, bool ignoreCase) => string.Equals(left, right, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public static int Compare(string left, string right, bool ignoreCase)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
            if (left[i] != right[i] && Weight(left[i]).CompareTo(Weight(right[i])) is not 0 and var order) return order;
        if (left.Length != right.Length) return left.Length.CompareTo(right.Length);
        // The case decides last, and a small letter stands before a capital.
        return ignoreCase ? 0 : -string.CompareOrdinal(left, right);
    }

    private static int Weight(char letter)
    {
        if (char.IsLetter(letter)) return 1000 + char.ToUpperInvariant(letter);
        var place = Order.IndexOf(letter);
        return place < 0 ? letter > 127 ? 2000 + letter : letter - 200 : place;
    }
}
