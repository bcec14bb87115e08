namespace KlpShell.Repl.Prompt;

/// <summary>The command that somebody may have meant who wrote one that there isn't.</summary>
internal static class Nearest
{
    /// <summary>Its name; null where none is near.</summary>
    public static string? Command(string typed)
    {
        var best = Session.Current!.Commands.Cmdlets.Select(c => c.Name).MinBy(name => Distance(typed.ToLowerInvariant(), name.ToLowerInvariant()));
        return best is not null && Distance(typed.ToLowerInvariant(), best.ToLowerInvariant()) <= Math.Max(1, typed.Length / 3) ? best : null;
    }

    // Letters to change, to add or to take away (Levenshtein).
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
            for (var (j, corner) = (1, row[0]++); j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        return row[^1];
    }
}
