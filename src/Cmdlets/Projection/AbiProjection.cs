using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Comparing;
using KlpShell.Core.Abi.Rules;
using KlpShell.Core.Abi.Writing;
using KlpShell.Documents;

namespace KlpShell.Projection;

/// <summary>Makes the records of the ABI.</summary>
internal static class AbiProjection
{
    public static AbiSetInfo Of(AbiHandle handle)
    {
        int further = handle.Set.Entries.Sum(entry => entry.Source?.ContinuedNames.Length ?? 0);
        return new AbiSetInfo
        {
            Path = handle.Path,
            Revision = handle.Revision,
            FileCount = handle.Set.Entries.Select(entry => entry.File).Concat(handle.Set.Documents.Select(document => document.File)).Distinct(StringComparer.Ordinal).Count(),
            EntryCount = handle.Set.Entries.Length,
            NameCount = handle.Set.Entries.Sum(entry => entry.What.Length) - further,
            ContinuedNameCount = further,
            Stable = Count(handle.Set, AbiLevel.Stable),
            Testing = Count(handle.Set, AbiLevel.Testing),
            Obsolete = Count(handle.Set, AbiLevel.Obsolete),
            Removed = Count(handle.Set, AbiLevel.Removed),
            FindingCount = handle.Set.Documents.Sum(document => document.Problems.Length),
            Handle = handle,
        };
    }

    public static AbiInfo Of(AbiEntry entry, AbiHandle handle) => new()
    {
        What = ReadOnly(entry.What),
        Level = entry.Level,
        Date = entry.Date,
        KernelVersion = entry.KernelVersion,
        Contact = ReadOnly(entry.Contact),
        Description = entry.Description,
        Users = ReadOnly(entry.Users),
        File = entry.File,
        Line = entry.Line,
        Entry = entry,
        Handle = handle,
    };

    public static IReadOnlyList<AbiInfo> Of(IReadOnlyCollection<AbiEntry> entries, string origin)
    {
        if (entries.Count == 0) return [];
        AbiHandle handle = new(AbiSet.FromEntries(entries), origin);
        return ReadOnly(entries.Select(entry => Of(entry, handle)));
    }

    public static AbiFindingInfo Of(AbiFinding finding) => new()
    {
        Rule = finding.Rule,
        Name = AbiRules.Find(finding.Rule)?.Name ?? "",
        Severity = finding.Severity,
        What = finding.What,
        File = finding.File,
        Line = finding.Line,
        Message = finding.Message,
        SuppressedBecause = finding.SuppressedBecause,
    };

    public static AbiChangeInfo Of(AbiChange change, AbiHandle reference, AbiHandle difference) => new()
    {
        Change = change.Kind,
        Verdict = change.Verdict,
        What = change.What,
        From = change.From,
        To = change.To,
        NewName = change.NewName,
        Fields = ReadOnly(change.Fields),
        Findings = ReadOnly(change.Findings.Select(Of)),
        Before = change.Before is { } before ? Of(before, reference) : null,
        After = change.After is { } after ? Of(after, difference) : null,
    };

    public static AbiMoveInfo Of(AbiMovePlan plan) => new()
    {
        What = ReadOnly(plan.Before.What),
        From = plan.Before.Level,
        To = plan.After.Level,
        Told = ReadOnly(plan.Told),
        Findings = ReadOnly(plan.Findings.Select(Of)),
        OldFile = plan.Before.File,
        File = plan.After.File,
    };

    private static int Count(AbiSet set, AbiLevel level) => set.Entries.Count(entry => entry.Level == level);

    private static IReadOnlyList<T> ReadOnly<T>(IEnumerable<T> items) => Array.AsReadOnly<T>([.. items]);
}
