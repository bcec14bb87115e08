using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Conformance.Playing;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Comparing;

/// <summary>Holds a snapshot of the simulated machine against a recorded one.</summary>
internal sealed class SnapshotComparer(LineComparer lines)
{
    /// <summary>All differences. Where the program that took the snapshot was killed, what it had by then is compared.</summary>
    public IEnumerable<Difference> Compare(SnapshotEvent recorded, Snapshot simulated)
    {
        // A recording may lack only what a killed program could no longer tell.
        bool cut = recorded.Killed || simulated.Killed;
        if (recorded.Killed && !simulated.Killed) yield return new Difference("the snapshot", "killed by an oops", "taken whole");
        foreach ((string name, ImmutableArray<string> expected, IReadOnlyList<string>? got) in Parts(WithoutStrangers(recorded, simulated), simulated))
        {
            if (expected.IsDefault && got is null) continue;
            if (expected.IsDefault || got is null)
            {
                if (!cut) yield return new Difference(name, expected.IsDefault ? "(not recorded)" : "(recorded)", got is null ? "(not taken)" : "(taken)");
                continue;
            }

            if (lines.Lines(name, expected, got) is { } difference) yield return difference;
        }
    }

    // A process that has nothing to do with the scenario and happened to be on a CPU (rcu_preempt, say) is not on the side of the others yet.
    private static SnapshotEvent WithoutStrangers(SnapshotEvent recorded, Snapshot simulated)
    {
        if (recorded.MinorityTasks.IsDefaultOrEmpty || recorded.PatchState is null || simulated.PatchState is null) return recorded;
        ImmutableSortedDictionary<string, long> counts = recorded.PatchState;
        ImmutableArray<string>.Builder kept = ImmutableArray.CreateBuilder<string>();
        foreach (string task in recorded.MinorityTasks)
        {
            string[] words = task.Split(' ', 2);
            string name = words[^1].Split(" pid=")[0];
            if (!IsIdleWorker(name) && simulated.Processes.Contains(TextRules.CommonName(name))) kept.Add(task);
            else counts = counts.SetItem(words[0], counts.GetValueOrDefault(words[0]) - 1);
        }

        return recorded with { MinorityTasks = kept.ToImmutable(), PatchState = counts };
    }

    // Behind a minus stands the last work of a kworker that has none now (wq_worker_comm, kernel/workqueue.c).
    private static bool IsIdleWorker(string name) => name.StartsWith("kworker/", System.StringComparison.Ordinal) && !name.Contains('+', System.StringComparison.Ordinal);

    private static IEnumerable<(string Name, ImmutableArray<string> Expected, IReadOnlyList<string>? Got)> Parts(SnapshotEvent recorded, Snapshot simulated)
    {
        yield return ("sysfs", Texts(recorded.Sysfs), simulated.Sysfs is null ? null : Texts([.. simulated.Sysfs]));
        yield return ("/proc/modules", recorded.Modules, simulated.Modules);
        yield return ("/sys/module", recorded.ModuleState, simulated.ModuleState);
        yield return ("tainted", Text(recorded.Tainted), simulated.Tainted is null ? null : Text(simulated.Tainted));
        yield return ("ftrace_enabled", Text(recorded.FtraceEnabled), simulated.FtraceEnabled is null ? null : Text(simulated.FtraceEnabled));
        yield return ("enabled_functions", recorded.EnabledFunctions, simulated.EnabledFunctions);
        yield return ("patch_state", Sides(recorded.PatchState), simulated.PatchState is null ? null : Sides(simulated.PatchState));
        yield return ("minority_tasks", recorded.MinorityTasks, simulated.MinorityTasks);
        yield return ("reads", Texts(recorded.Reads), simulated.Reads is null ? null : Texts(simulated.Reads.ToImmutableSortedDictionary(System.StringComparer.Ordinal)));
    }

    // How many unrelated processes there are says nothing; which side most are on, and how many aren't, does.
    private static ImmutableArray<string> Sides(IReadOnlyDictionary<string, long>? counts)
    {
        if (counts is null) return default;
        long most = 0;
        foreach (long count in counts.Values) most = System.Math.Max(most, count);
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        foreach (string state in (string[])["-1", "0", "1"])
        {
            long count = counts.GetValueOrDefault(state);
            texts.Add($"{state}: {(count == most ? "most" : count.ToString(System.Globalization.CultureInfo.InvariantCulture))}");
        }

        return texts.ToImmutable();
    }

    private static ImmutableArray<string> Texts(ImmutableArray<SysfsEntry> entries)
    {
        if (entries.IsDefault) return default;
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>(entries.Length);
        foreach (SysfsEntry entry in entries) texts.Add(entry.ToString());
        return texts.ToImmutable();
    }

    private static ImmutableArray<string> Texts(ImmutableSortedDictionary<string, string>? reads)
    {
        if (reads is null) return default;
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>(reads.Count);
        foreach ((string path, string text) in reads) texts.Add($"{path}: {text}");
        return texts.ToImmutable();
    }

    private static ImmutableArray<string> Text(long? number) => number is null ? default : [number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
