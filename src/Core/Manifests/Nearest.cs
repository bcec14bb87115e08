using System;
using System.Collections.Generic;

namespace KlpShell.Core.Manifests;

/// <summary>Finds what somebody may have meant.</summary>
public static class Nearest
{
    private const int LongestWord = 64;

    /// <summary>The word that is closest, or null where none is close.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord) return null;
        string? best = null;
        int least = int.MaxValue;
        foreach (string candidate in known)
        {
            if (candidate.Length > LongestWord) continue;
            int distance = Distance(word, candidate);
            if (distance >= least || distance > Math.Max(1, Math.Max(word.Length, candidate.Length) / 2)) continue;
            least = distance;
            best = candidate;
        }

        return best;
    }

    /// <summary>A hint to put behind a message: <c>; did you mean 'x'?</c>, or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> known) => Of(word, known) is { } near ? $"; did you mean '{near}'?" : "";

    // How many characters must be put in, left out, changed or swapped with their neighbour.
    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            last.CopyTo(before);
            row.CopyTo(last);
        }

        return last[b.Length];
    }
}
