using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Execution;
using KlpShell.Histories.Model;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>
/// The kernel's report of mixed executions has exactly the calls that a count of what code said of itself finds; in the consistency era none,
/// but where somebody was forced.
/// </summary>
internal sealed class MixInvariant : Invariant
{
    public override string Title => "the mixed-execution report counts the mixes exactly; in the consistency era there are none unless forced";

    public override string? Check(Moment moment) => Check(moment.Reference, moment.Kernel.MixedExecutions.Skip(moment.MixesBefore));

    /// <summary>Holds what was reported in a step against what was counted.</summary>
    public static string? Check(Reference reference, IEnumerable<MixedExecution> mixes)
    {
        List<string> reported = [.. mixes.Select(Text)];
        if (!reference.Registers)
        {
            return reported.Count == 0 || reference.EverForced ? null : $"reported though nobody was forced: {reported[0]}";
        }

        if (reported.Count == 0 && reference.Executions.Mixes.Count == 0) return null;
        HashSet<string> doubtful = [.. reference.Listed.Where(static patch => patch.Objects.Exists(static obj => obj.Failed)).Select(static patch => patch.Name)];
        reported.RemoveAll(text => doubtful.Contains(text[..text.IndexOf(' ', StringComparison.Ordinal)]));
        List<string> expected = [.. reference.Executions.Mixes];
        reported.Sort(StringComparer.Ordinal);
        expected.Sort(StringComparer.Ordinal);
        return reported.SequenceEqual(expected) ? null : $"reported: {string.Join("; ", reported)}. Counted: {string.Join("; ", expected)}";
    }

    private static string Text(MixedExecution mixed) => $"{mixed.Patch} {mixed.Comm} old {string.Join(',', mixed.Old)} new {string.Join(',', mixed.New)}";
}
