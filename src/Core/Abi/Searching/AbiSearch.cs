using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace KlpShell.Core.Abi.Searching;

/// <summary>Finds entries.</summary>
public static class AbiSearch
{
    /// <summary>The entries of a set that a query asks for.</summary>
    public static AbiSearchResult Find(AbiSet set, AbiQuery query)
    {
        if (query.Path is { } path && !path.StartsWith('/'))
            return new AbiSearchResult([], $"'{path}' is no absolute path: begin it with a slash, such as /sys/kernel/livepatch");
        Regex? regex;
        try
        {
            regex = query.Pattern is null ? null : new Regex(query.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, query.Timeout);
        }
        catch (ArgumentException e)
        {
            return new AbiSearchResult([], $"'{query.Pattern}' is no regular expression: {e.Message}");
        }
        IEnumerable<AbiEntry> entries = query.Path is null ? set.Entries : set.Paths.Find(query.Path).Select(m => m.Entry);
        try
        {
            return new AbiSearchResult([.. Filter(entries, query, regex)]);
        }
        catch (RegexMatchTimeoutException)
        {
            return new AbiSearchResult([], $"the regular expression '{query.Pattern}' took longer than {query.Timeout.TotalSeconds:0.##} s over one name: make it simpler");
        }
    }

    private static IEnumerable<AbiEntry> Filter(IEnumerable<AbiEntry> entries, AbiQuery query, Regex? regex)
    {
        AbiWildcard? what = query.What is null ? null : new AbiWildcard(query.What);
        AbiWildcard? contact = In(query.Contact);
        AbiWildcard? user = In(query.User);
        foreach (AbiEntry entry in entries)
        {
            if ((query.Levels.IsDefaultOrEmpty || query.Levels.Contains(entry.Level))
                && (what is null || entry.What.Any(w => what.IsMatch(w)))
                && (contact is null || entry.Contact.Any(c => contact.IsMatch(c)))
                && (user is null || entry.Users.Any(u => user.IsMatch(u)))
                && HasVersion(entry, query) && HasText(entry, query.Text)
                && (regex is null || entry.What.Any(regex.IsMatch)))
                yield return entry;
        }
    }

    private static AbiWildcard? In(string? text) => string.IsNullOrEmpty(text) ? null : new AbiWildcard(text.AsSpan().IndexOfAny('*', '?') >= 0 ? text : $"*{text}*");

    private static bool HasText(AbiEntry entry, string? text) =>
        string.IsNullOrEmpty(text) || entry.Description.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.What.Any(w => w.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool HasVersion(AbiEntry entry, AbiQuery query)
    {
        if (query.Since is null && query.Until is null)
            return true;
        return AbiKernelVersion.TryParse(entry.KernelVersion, out AbiKernelVersion version)
            && (query.Since is not { } since || version >= since) && (query.Until is not { } until || version <= until);
    }
}
