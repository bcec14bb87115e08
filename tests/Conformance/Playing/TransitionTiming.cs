using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Scenarios;
using KlpShell.Conformance.Shell;
using KlpShell.Core;

namespace KlpShell.Conformance.Playing;

/// <summary>
/// What chance decided about transitions on the recorded machine, and this one is told: whether the idle CPUs had switched by the first
/// attempt, so that a transition ended inside the call that began it or at a retry, and at which of the following steps a retry came.
/// Whether a transition can end at all, and what it does, remains the simulator's.
/// </summary>
internal sealed partial class TransitionTiming(Kernel kernel, JobTable jobs)
{
    private readonly bool _usualLag = kernel.IdleCpusLag;

    // Two retries, with some time for the machine; and what the steps before the sixteenth second cost a real machine.
    private static readonly TimeSpan s_retries = TimeSpan.FromSeconds(2.2);
    private static readonly TimeSpan s_untilSignals = TimeSpan.FromSeconds(6);

    /// <summary>Before a command: takes from the recording whether a transition that begins in it found the idle CPUs switched.</summary>
    /// <param name="log">What was logged with the command.</param>
    /// <param name="next">The snapshot that was taken before anything was waited for; null where none was.</param>
    public void Begin(IReadOnlyList<LogLine> log, SnapshotEvent? next)
    {
        kernel.IdleCpusLag = !EndedInside(log, next) ?? _usualLag;

        // Whether a retry came while a module's exit waited for its readers, before the live patches were told that it goes.
        int ended = LastIndex(log, Ends());
        Modules.LaterTargetModule.Linger(kernel, ended >= 0 && ended < LastIndex(log, Reverts()));
    }

    /// <summary>Before a snapshot that shows no transition: the retry may have come by then.</summary>
    public void Before(SnapshotEvent recorded)
    {
        if (kernel.Livepatch.CurrentTransition is null || recorded.Sysfs.IsDefault || IsOpen(recorded)) return;
        jobs.Wait(() => kernel.Livepatch.CurrentTransition is null, s_retries);
    }

    /// <summary>Before the next command: a retry that came by then comes now.</summary>
    /// <param name="recorded">What was logged up to the next command.</param>
    /// <param name="logged">Gives what the simulator has logged.</param>
    public void End(IReadOnlyList<LogLine> recorded, Func<IReadOnlyList<LogLine>> logged)
    {
        // Work that comes again and again by the clock: as many rounds as the machine had time for.
        int rounds = Count(recorded, Rounds());
        if (Count(logged(), Rounds()) < rounds) jobs.Wait(() => Count(logged(), Rounds()) >= rounds, s_untilSignals);
        if (kernel.Livepatch.CurrentTransition is null) return;
        int signals = Count(recorded, Signals());
        if (Count(logged(), Signals()) < signals) jobs.Wait(() => Count(logged(), Signals()) >= signals, s_untilSignals);
        int ends = Count(recorded, Ends());
        if (Count(logged(), Ends()) < ends) jobs.Wait(() => Count(logged(), Ends()) >= ends, s_retries);
    }

    // Null where the recording doesn't tell.
    private static bool? EndedInside(IReadOnlyList<LogLine> log, SnapshotEvent? next)
    {
        int started = LastIndex(log, Starts());
        if (started < 0) return null;
        int ended = LastIndex(log, Ends());
        if (ended < started) return false;
        if (next is { Sysfs.IsDefault: false }) return !IsOpen(next);

        // What the module itself says after its call.
        int returned = LastIndex(log, Returned());
        return returned < 0 ? null : returned > ended;
    }

    private static bool IsOpen(SnapshotEvent snapshot)
    {
        foreach (SysfsEntry entry in snapshot.Sysfs)
        {
            if (entry.Value == "1" && entry.Path.EndsWith("/transition", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static int LastIndex(IReadOnlyList<LogLine> log, Regex pattern)
    {
        for (int i = log.Count - 1; i >= 0; i--)
        {
            if (pattern.IsMatch(log[i].Text)) return i;
        }

        return -1;
    }

    private static int Count(IReadOnlyList<LogLine> log, Regex pattern)
    {
        int count = 0;
        foreach (LogLine line in log)
        {
            if (pattern.IsMatch(line.Text)) count++;
        }

        return count;
    }

    [GeneratedRegex("^livepatch: reverting patch '.*' on unloading module '")]
    private static partial Regex Reverts();

    [GeneratedRegex("^livepatch: '.*': starting (un)?patching transition$")]
    private static partial Regex Starts();

    [GeneratedRegex("^livepatch: '.*': (un)?patching complete$")]
    private static partial Regex Ends();

    [GeneratedRegex(@"^(?:\w+: )*\w*(?:dummy_alloc|cleanup_work_func): ")]
    private static partial Regex Rounds();

    [GeneratedRegex("^livepatch: signaling remaining tasks$")]
    private static partial Regex Signals();

    [GeneratedRegex(@"^\w+: klp_enable_patch\(\) = ")]
    private static partial Regex Returned();
}
