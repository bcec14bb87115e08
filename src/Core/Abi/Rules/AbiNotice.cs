using System;
using System.Text.RegularExpressions;
using KlpShell.Core.Abi.Searching;

namespace KlpShell.Core.Abi.Rules;

/// <summary>What an entry says of its own end: why it is obsolete, that it goes, and when.</summary>
/// <param name="SaysWhy">Whether a reason is given: what replaces it, or that it is legacy, broken, unused.</param>
/// <param name="SaysRemoval">Whether it says that it goes.</param>
/// <param name="After">The date that is given for it; null when there is none that can be read.</param>
/// <param name="Version">The kernel that is given for it; null when there is none that can be read.</param>
/// <param name="Sentence">The sentence that says that it goes; empty when none does.</param>
public sealed partial record AbiNotice(bool SaysWhy, bool SaysRemoval, AbiDate? After, AbiKernelVersion? Version, string Sentence)
{
    /// <summary>Whether it says when.</summary>
    public bool SaysWhen => After is not null || Version is not null;

    /// <summary>Reads the notice of an entry from its description, and from its date where that says it is scheduled.</summary>
    public static AbiNotice Read(AbiEntry entry)
    {
        string description = entry.Description;
        bool why = Why().IsMatch(description);
        AbiNotice found = new(why, false, null, null, "");
        foreach (string sentence in Sentences().Split(description))
        {
            if (Goes().IsMatch(sentence))
            {
                AbiNotice here = found with { SaysRemoval = true, After = DateIn(sentence), Version = VersionIn(sentence), Sentence = OneLine(sentence) };
                if (here.SaysWhen)
                    return here;
                if (!found.SaysRemoval)
                    found = here;
            }
        }
        int scheduled = entry.Date.IndexOf("(scheduled", StringComparison.OrdinalIgnoreCase);
        return scheduled > 0 && AbiDate.TryParse(entry.Date[..scheduled], out AbiDate date)
            ? found with { SaysRemoval = true, After = date, Sentence = entry.Date }
            : found;
    }

    private static AbiDate? DateIn(string sentence)
    {
        foreach (Match match in Dates().Matches(sentence))
        {
            if (AbiDate.TryParse(match.Value, out AbiDate date))
                return date;
        }
        return null;
    }

    private static AbiKernelVersion? VersionIn(string sentence)
    {
        Match match = Versions().Match(sentence);
        return match.Success && AbiKernelVersion.TryParse(match.Groups[1].Value, out AbiKernelVersion version) ? version : null;
    }

    private static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\b(because|since|due to|as it|replac\w+|superse\w+|instead|duplicat\w+|deprecat\w+|legacy|no longer|not used|unused|never (?:been )?used|renamed|moved|redundant|broken|buggy|equivalent|same as|same thing|conflict\w*|reason|useless|meaningless|migrat\w+|favou?r of|use the|should use|please use)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Why();

    [GeneratedRegex(@"\b(remov(?:e|ed|al|ing)|delet(?:e|ed|ion)|dropped|disappear\w*|go(?:es|ing)? away|phased out|retire[ds]?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Goes();

    [GeneratedRegex(@"(?<=[.;!?])\s+|\n\s*\n", RegexOptions.CultureInvariant)]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\b(?:(?:19|20)\d\d-\d\d?-\d\d?|(?:\d\d?(?:st|nd|rd|th)?[ -])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[ -](?:\d\d?,?[ -])?(?:19|20)\d\d|(?:19|20)\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    [GeneratedRegex(@"(?:\b(?:kernel|linux|version|release)s?\s+v?|\bv)(\d+\.\d+(?:\.\d+)?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Versions();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
