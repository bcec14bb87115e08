using System;
using System.Collections.Generic;
using System.Linq;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>How alike two names and what is said of them are.</summary>
internal sealed class AbiSimilarity
{
    private const double NamePart = 0.6;

    private readonly Dictionary<string, HashSet<string>> _words = new(StringComparer.Ordinal);

    /// <summary>From 0 to 1: mostly the names, and the words of the descriptions.</summary>
    /// <param name="oneName">A name.</param>
    /// <param name="one">Its entry.</param>
    /// <param name="otherName">Another name.</param>
    /// <param name="other">Its entry.</param>
    /// <param name="least">What is less than this need not be exact.</param>
    public double Of(string oneName, AbiEntry one, string otherName, AbiEntry other, double least)
    {
        double texts = (1 - NamePart) * OfTexts(one.Description, other.Description);
        return texts + NamePart < least ? texts : texts + NamePart * OfNames(oneName, otherName);
    }

    /// <summary>The most that <see cref="Of"/> can give for these names, cheaply.</summary>
    public static double Bound(string one, string other)
    {
        int longest = Math.Max(one.Length, other.Length);
        return NamePart * Math.Min(one.Length, other.Length) / Math.Max(1, longest) + (1 - NamePart);
    }

    private static double OfNames(string one, string other) =>
        1 - (double)Distance(one, other) / Math.Max(1, Math.Max(one.Length, other.Length));

    private double OfTexts(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
            return 0;
        HashSet<string> words = Words(one);
        HashSet<string> others = Words(other);
        int shared = words.Count(others.Contains);
        return (double)shared / Math.Max(1, words.Count + others.Count - shared);
    }

    private HashSet<string> Words(string text)
    {
        if (!_words.TryGetValue(text, out HashSet<string>? words))
            _words.Add(text, words = [.. text.Split([' ', '\n', ',', '.', ';', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries)]);
        return words;
    }

    // The fewest characters to put in, take out or change (Levenshtein).
    private static int Distance(string one, string other)
    {
        var row = new int[other.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.Length; j++)
            {
                int changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
