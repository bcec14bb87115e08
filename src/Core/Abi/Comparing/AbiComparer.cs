using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>Compares two sets name by name.</summary>
public sealed class AbiComparer
{
    private readonly AbiSet _reference;
    private readonly AbiSet _difference;
    private readonly AbiCompareOptions _options;
    private readonly AbiRespellings _respellings;
    private readonly AbiSimilarity _similarity = new();
    private readonly List<AbiChange> _changes = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<(AbiEntry, AbiEntry)> _compared = new(PairComparer.Instance);

    private AbiComparer(AbiSet reference, AbiSet difference, AbiCompareOptions options)
    {
        _reference = reference;
        _difference = difference;
        _options = options;
        _respellings = new AbiRespellings(reference, difference);
    }

    /// <summary>What is different, and what the README says of it.</summary>
    /// <param name="reference">The set as it was.</param>
    /// <param name="difference">The set as it is.</param>
    /// <param name="options">The day and the kernel of the second set.</param>
    public static AbiComparison Compare(AbiSet reference, AbiSet difference, AbiCompareOptions? options = null)
    {
        var comparer = new AbiComparer(reference, difference, options ?? new AbiCompareOptions());
        foreach (string name in reference.Names)
            comparer.CompareName(name);
        comparer.AddNew();
        comparer.ProposeRenames();
        return new AbiComparison([.. comparer._changes.OrderBy(c => c.What, StringComparer.Ordinal).ThenBy(c => c.Kind)]);
    }

    private void CompareName(string name)
    {
        ImmutableArray<AbiEntry> before = _reference.Named(name);
        ImmutableArray<AbiEntry> after = _difference.Named(name);
        if (after.IsEmpty)
        {
            if (_respellings.Find(name) is { } found)
                AddRespelled(name, found.Name, before, found.Entry);
            else
                Add(new AbiChange(AbiChangeKind.Gone, name, before[0], null) { Findings = [AbiLevelRules.JudgeGone(before[0], name)] });
            return;
        }
        foreach (AbiEntry was in before)
        {
            AbiEntry? same = after.FirstOrDefault(a => a.Level == was.Level);
            if (same is not null)
                CompareFields(was, same, name);
            else
                AddMoved(name, was, after.FirstOrDefault(a => before.All(b => b.Level != a.Level)) ?? after[0]);
        }
        foreach (AbiEntry now in after)
        {
            if (before.All(b => b.Level != now.Level) && before.All(b => after.Any(a => a.Level == b.Level)))
                Add(new AbiChange(AbiChangeKind.Added, name, null, now));
        }
    }

    private void AddRespelled(string name, string newName, ImmutableArray<AbiEntry> before, AbiEntry after)
    {
        _used.Add(newName);
        AbiEntry was = before.FirstOrDefault(b => b.Level == after.Level) ?? before[0];
        Add(new AbiChange(AbiChangeKind.Respelled, name, was, after)
        {
            NewName = newName,
            Similarity = 1,
            Fields = [AbiFieldKind.What],
            Findings = [.. AbiLevelRules.JudgeMove(was, after, _options).Select(f => f with { What = name })],
        });
    }

    private void AddMoved(string name, AbiEntry before, AbiEntry after) => Add(new AbiChange(AbiChangeKind.Moved, name, before, after)
    {
        Fields = Differing(before, after),
        Findings = [.. AbiLevelRules.JudgeMove(before, after, _options).Select(f => f with { What = name })],
    });

    private void CompareFields(AbiEntry before, AbiEntry after, string name)
    {
        if (!_compared.Add((before, after)))
            return;
        ImmutableArray<AbiFieldKind> fields = Differing(before, after);
        if (fields.IsEmpty)
            return;
        bool read = before.Level == AbiLevel.Stable && fields.Contains(AbiFieldKind.Description);
        Add(new AbiChange(AbiChangeKind.Changed, name, before, after)
        {
            Fields = fields,
            Findings = read ? [AbiRules.StableChanged.At(after, AbiFieldKind.Description, "the description of this stable interface changed: read both, and see that the interface is still compatible")] : [],
        });
    }

    // What is no ABI may come and go: no rule speaks of it.
    private void Add(AbiChange change) => _changes.Add(
        change.Findings.IsEmpty || AbiNonAbi.Reason(change.What, _options.IsKernelSymbol) is null ? change : change with { Findings = [] });

    private void AddNew()
    {
        foreach (string name in _respellings.Added)
        {
            if (!_used.Contains(name))
                _changes.AddRange(_difference.Named(name).Select(e => new AbiChange(AbiChangeKind.Added, name, null, e)));
        }
    }

    private void ProposeRenames()
    {
        AbiChange[] added = [.. _changes.Where(c => c.Kind == AbiChangeKind.Added)];
        for (int i = 0; i < _changes.Count; i++)
        {
            AbiChange gone = _changes[i];
            if (gone.Kind != AbiChangeKind.Gone || gone.Findings.IsEmpty)
                continue;
            (AbiChange? best, double score) = BestOf(gone, added);
            if (best is null || score < _options.RenameThreshold)
                continue;
            _changes[i] = gone with
            {
                NewName = best.What,
                Similarity = score,
                Findings = gone.Findings.Add(AbiRules.RenameProposed.At(gone.What, best.After!.File, best.After.Line, $"{gone.What} went and {best.What} came: if this is a rename, keep the old name as obsolete until its users have moved")),
            };
        }
    }

    private (AbiChange? Change, double Score) BestOf(AbiChange gone, AbiChange[] added)
    {
        AbiChange? best = null;
        double most = 0;
        foreach (AbiChange candidate in added)
        {
            double least = Math.Max(most, _options.RenameThreshold);
            if (candidate.After!.Level == AbiLevel.Removed || AbiSimilarity.Bound(gone.What, candidate.What) < least)
                continue;
            double score = _similarity.Of(gone.What, gone.Before!, candidate.What, candidate.After, least);
            if (score > most)
                (best, most) = (candidate, score);
        }
        return (best, most);
    }

    private static ImmutableArray<AbiFieldKind> Differing(AbiEntry before, AbiEntry after)
    {
        var fields = ImmutableArray.CreateBuilder<AbiFieldKind>();
        if (!before.What.ToHashSet().SetEquals(after.What))
            fields.Add(AbiFieldKind.What);
        if (before.Date != after.Date)
            fields.Add(AbiFieldKind.Date);
        if (before.KernelVersion != after.KernelVersion)
            fields.Add(AbiFieldKind.KernelVersion);
        if (!before.Contact.SequenceEqual(after.Contact))
            fields.Add(AbiFieldKind.Contact);
        if (before.Description != after.Description)
            fields.Add(AbiFieldKind.Description);
        if (!before.Users.SequenceEqual(after.Users))
            fields.Add(AbiFieldKind.Users);
        return fields.ToImmutable();
    }

    private sealed class PairComparer : IEqualityComparer<(AbiEntry, AbiEntry)>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals((AbiEntry, AbiEntry) x, (AbiEntry, AbiEntry) y) => ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((AbiEntry, AbiEntry) obj) =>
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Item1) ^ System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Item2);
    }
}
