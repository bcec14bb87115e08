using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Execution;
using KlpShell.Histories.Model;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>
/// The kernel's report of mixed executions has exactly the calls that a count of what code said of itself finds; in the consistency era none,
/// but on tasks that were forced.
/// </summary>
internal sealed class MixInvariant : Invariant
{
    public override string Title => "the mixed-execution report counts the mixes exactly; in the consistency era there are none on a task that wasn't forced";

    public override string? Check(Moment moment) => Check(moment.Reference, moment.Kernel.MixedExecutions.Skip(moment.MixesBefore));

    /// <summary>Holds what was reported in a step against what was counted.</summary>
    public static string? Check(Reference reference, IEnumerable<MixedExecution> mixes)
    {
        if (!reference.Registers)
        {
            string? free = mixes.Where(mix => !reference.ForcedTasks.Contains(mix.Pid)).Select(Text).FirstOrDefault();
            return free is null ? null : $"reported though nobody was forced: {free}";
        }

        List<string> reported = [.. mixes.Select(Text)];

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
