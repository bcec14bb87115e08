using System.Collections.Generic;
using KlpShell.Core.Abi.Rules;
using KlpShell.Core.Abi.Searching;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>How an interface may change its level (Documentation/ABI/README, "How things move between levels").</summary>
public static class AbiLevelRules
{
    private const int StableYears = 2;

    /// <summary>What the rules say when an entry goes from one level to another.</summary>
    /// <param name="before">The entry as it was.</param>
    /// <param name="after">The entry as it is now; its level and, when that is obsolete, its notice count.</param>
    /// <param name="options">The day and the kernel of the change.</param>
    public static IEnumerable<AbiFinding> JudgeMove(AbiEntry before, AbiEntry after, AbiCompareOptions options)
    {
        switch (before.Level, after.Level)
        {
            case (AbiLevel.Stable, AbiLevel.Obsolete):
                foreach (AbiFinding finding in JudgeAge(before, after, options))
                    yield return finding;
                foreach (AbiFinding finding in JudgeNotice(after))
                    yield return finding;
                break;
            case (AbiLevel.Testing, AbiLevel.Obsolete):
                foreach (AbiFinding finding in JudgeNotice(after))
                    yield return finding;
                break;
            case (AbiLevel.Obsolete, AbiLevel.Removed):
                if (JudgeEnd(before, after, options) is { } early)
                    yield return early;
                break;
            case (AbiLevel.Testing, AbiLevel.Removed):
                yield return AbiRules.TestingRemoved.At(after, "it went from testing to removed in one step: move it to obsolete first, with a reason and a time");
                break;
            case (AbiLevel.Stable, AbiLevel.Removed):
                yield return AbiRules.StableRemoved.At(after, "it went from stable to removed in one step: move it to obsolete first, with a reason and a time");
                break;
            case (AbiLevel.Stable, AbiLevel.Testing):
                yield return AbiRules.StableToTesting.At(after, "it went from stable back to testing, where less is promised: keep it stable, or make it obsolete");
                break;
            case (AbiLevel.Obsolete, AbiLevel.Stable or AbiLevel.Testing):
                yield return AbiRules.ObsoleteReturned.At(after, $"it came back from obsolete to {after.Level.Folder()}, which the README does not foresee: say in the description that it stays");
                break;
            case (AbiLevel.Removed, not AbiLevel.Removed):
                yield return AbiRules.RemovedReturned.At(after, $"it came back from removed to {after.Level.Folder()}, which the README does not foresee: document it as a new interface");
                break;
        }
    }

    /// <summary>What the rules say when no entry has a name any more.</summary>
    public static AbiFinding JudgeGone(AbiEntry before, string name) => before.Level switch
    {
        AbiLevel.Stable => At(AbiRules.StableVanished, before, name, "vanished from stable: bring the entry back, and move it to obsolete with a reason and a time"),
        AbiLevel.Testing => At(AbiRules.TestingVanished, before, name, "vanished from testing: bring the entry back, and move it to obsolete with a reason and a time"),
        AbiLevel.Obsolete => At(AbiRules.ObsoleteVanished, before, name, "vanished from obsolete: list it in removed"),
        _ => At(AbiRules.RemovedVanished, before, name, "vanished from the list of what was removed: bring the record back"),
    };

    /// <summary>Whether the two years of a stable entry are over.</summary>
    /// <param name="before">The stable entry.</param>
    /// <param name="place">The entry at whose place it is told.</param>
    /// <param name="options">The day.</param>
    public static IEnumerable<AbiFinding> JudgeAge(AbiEntry before, AbiEntry place, AbiCompareOptions options)
    {
        if (!AbiDate.TryParse(before.Date, out AbiDate date))
            yield return AbiRules.StableAgeUnknown.At(place, before.Date.Length == 0
                ? "it has no date, so that nobody can tell whether it was stable for two years: find out when it was made"
                : $"its date '{before.Date}' cannot be read, so that nobody can tell whether it was stable for two years: find out when it was made");
        else if (options.AsOf is not { } day)
            yield return AbiRules.StableAgeUnknown.At(place, $"it is stable since {date.Last:yyyy-MM-dd}; name the day of the change to tell whether two years are over");
        else if (date.Last.AddYears(StableYears) > day)
            yield return AbiRules.StableTooShort.At(place, $"it holds until {date.Last.AddYears(StableYears):yyyy-MM-dd}, two years from its date '{before.Date}': wait until then");
    }

    private static IEnumerable<AbiFinding> JudgeNotice(AbiEntry after)
    {
        var notice = AbiNotice.Read(after);
        if (notice.SaysWhy && notice.SaysWhen)
            yield break;
        string lacking = notice.SaysWhy ? "when it goes" : notice.SaysWhen ? "why" : "why, and when it goes";
        yield return AbiRules.ObsoleteWithoutNotice.At(after, $"it became obsolete and its description does not say {lacking}: add it, so that its users can prepare");
    }

    private static AbiFinding? JudgeEnd(AbiEntry before, AbiEntry after, AbiCompareOptions options)
    {
        var notice = AbiNotice.Read(before);
        if (notice.After is { } date)
        {
            if (options.AsOf is not { } day)
                return AbiRules.RemovalTimeUnknown.At(after, $"it was to go after {date.Last:yyyy-MM-dd}; name the day of the change to tell whether that is over");
            return date.Last > day ? AbiRules.RemovedTooEarly.At(after, $"it was to go after {date.Last:yyyy-MM-dd} and was removed before, on {day:yyyy-MM-dd}: keep it until then") : null;
        }
        if (notice.Version is { } version)
        {
            if (options.KernelVersion is not { } kernel)
                return AbiRules.RemovalTimeUnknown.At(after, $"it was to go in kernel {version}; name the kernel of the change to tell whether that has come");
            return kernel < version ? AbiRules.RemovedTooEarly.At(after, $"it was to go in kernel {version} and was removed before, in {kernel}: keep it until then") : null;
        }
        return AbiRules.RemovalTimeUnknown.At(after, "no time that can be read was given while it was obsolete: nobody can tell whether it is over");
    }

    private static AbiFinding At(AbiRule rule, AbiEntry before, string name, string what) => rule.At(name, before.File, before.Line, $"{name} {what}");
}
