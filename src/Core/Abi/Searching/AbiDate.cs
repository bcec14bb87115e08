using System;
using System.Globalization;
using System.Linq;

namespace KlpShell.Core.Abi.Searching;

/// <summary>A date of a document: a day, a month or a year, as exact as it was written.</summary>
/// <param name="First">The first day that is meant.</param>
/// <param name="Last">The last day that is meant; a promise runs from this one.</param>
public readonly record struct AbiDate(DateOnly First, DateOnly Last)
{
    private const int OldestYear = 1991;
    private const int LatestYear = 2199;

    private static readonly string[] s_months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>
    /// Reads a date in English or digits: <c>Nov 2014</c>, <c>May, 2015</c>, <c>Sept. 3, 2012</c>, <c>3-Jul-2014</c>, <c>2014-11-30</c>,
    /// <c>2014/11</c>, <c>2014</c>. What may be meant in two ways (<c>03/04/2010</c>) and what is prose is not read.
    /// </summary>
    public static bool TryParse(string text, out AbiDate date)
    {
        date = default;
        string[] words = text.Split([' ', '\t', ',', '.', '-', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 3)
            return false;
        int[] months = [.. words.Select(MonthOf)];
        int named = months.Count(m => m > 0);
        if (named == 1)
            return TryNamed(words, Array.FindIndex(months, m => m > 0), months.Max(), out date);
        return named == 0 && TryDigits(words, out date);
    }

    /// <summary>The months' names in English, of which the first three letters are enough.</summary>
    internal static int MonthOf(string word)
    {
        string lower = word.ToLowerInvariant();
        if (lower == "sept")
            return 9;
        for (int i = 0; i < s_months.Length; i++)
        {
            if (lower == s_months[i] || (lower.Length == 3 && s_months[i].StartsWith(lower, StringComparison.Ordinal)))
                return i + 1;
        }
        return 0;
    }

    private static bool TryNamed(string[] words, int at, int month, out AbiDate date)
    {
        date = default;
        string[] others = [.. words.Where((_, i) => i != at)];
        if (others.Length == 1)
            return TryYear(others[0], out int only) && Make(only, month, 0, out date);
        if (others.Length != 2)
            return false;
        return TryYear(others[1], out int year)
            ? TryDay(others[0], out int day) && Make(year, month, day, out date)
            : TryYear(others[0], out year) && TryDay(others[1], out day) && Make(year, month, day, out date);
    }

    private static bool TryDigits(string[] words, out AbiDate date)
    {
        date = default;
        if (!TryYear(words[0], out int year))
            return words.Length == 2 && TryYear(words[1], out year) && TryNumber(words[0], 12, out int first) && Make(year, first, 0, out date);
        if (words.Length == 1)
        {
            date = new AbiDate(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            return true;
        }
        if (!TryNumber(words[1], 12, out int month))
            return false;
        return words.Length == 2 ? Make(year, month, 0, out date) : TryDay(words[2], out int day) && Make(year, month, day, out date);
    }

    private static bool Make(int year, int month, int day, out AbiDate date)
    {
        int days = DateTime.DaysInMonth(year, month);
        date = day == 0
            ? new AbiDate(new DateOnly(year, month, 1), new DateOnly(year, month, days))
            : day <= days ? new AbiDate(new DateOnly(year, month, day), new DateOnly(year, month, day)) : default;
        return date != default;
    }

    private static bool TryYear(string word, out int year) =>
        TryNumber(word, LatestYear, out year) && word.Length == 4 && year >= OldestYear;

    private static bool TryDay(string word, out int day)
    {
        string digits = word.Length > 2 && word.AsSpan(word.Length - 2) is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return TryNumber(digits, 31, out day);
    }

    private static bool TryNumber(string word, int most, out int number)
    {
        number = 0;
        return word.Length <= 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
    }
}
