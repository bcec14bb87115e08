using System;
using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Planning;

/// <summary>
/// Works out what an operation does: on a kernel that only rehearses (<see cref="Kernel.CloneToRehearse"/>), which goes on from there to
/// whatever is rehearsed next. How it goes on in time is looked up on a copy, so that the next operation finds the time that it would find.
/// </summary>
public sealed class Rehearsal
{
    // A transition is tried each second: who looks this often sees in which moment it ended.
    private static readonly TimeSpan s_shortestLook = TimeSpan.FromMilliseconds(250);

    private readonly Kernel _kernel;
    private readonly Kernel _before;
    private readonly CheckTrace _checks = new();
    private readonly long _sequence;

    /// <summary>Begins: the operation comes next.</summary>
    /// <param name="kernel">A kernel that only rehearses.</param>
    public Rehearsal(Kernel kernel)
    {
        if (!kernel.Rehearses) throw new ArgumentException("A rehearsal needs a kernel that only rehearses.", nameof(kernel));
        _kernel = kernel;
        _before = kernel.Clone();
        _sequence = kernel.Log.NextSequence;
        kernel.Checks = _checks;
    }

    /// <summary>Ends, when the operation is done.</summary>
    /// <param name="status">What it came to.</param>
    /// <param name="horizon">How far to look ahead, in virtual time.</param>
    public Forecast End(Status status, TimeSpan horizon)
    {
        _kernel.Checks = null;
        Kernel after = _kernel.Clone();
        Kernel ahead = _kernel.Clone();
        ahead.Interrupted = _kernel.Interrupted;
        TransitionStatus? transition = after.Livepatch.CurrentTransition;
        string? moving = transition is null || IsSame(transition, _before.Livepatch.CurrentTransition) ? null : transition.Patch.Name;
        TimeSpan? ends = LookAhead(ahead, horizon, moving);
        ahead.Interrupted = null;
        FileSnapshot files = FileSnapshot.Of(after);
        return new Forecast
        {
            Before = _before,
            After = after,
            AtHorizon = ahead,
            Checks = WithRefusal(status),
            Log = after.Log.Since(_sequence),
            LaterLog = ahead.Log.Since(after.Log.NextSequence),
            Changes = FileSnapshot.Of(_before).To(files),
            LaterChanges = files.To(FileSnapshot.Of(ahead)),
            InTransition = moving,
            TransitionEnds = ends,
        };
    }

    private static bool IsSame(TransitionStatus now, TransitionStatus? before) =>
        before is not null && before.Patch.Name == now.Patch.Name && before.Patching == now.Patching && before.Since == now.Since;

    // Steps of a second until the transition is over, and what is left at once.
    private static TimeSpan? LookAhead(Kernel ahead, TimeSpan horizon, string? moving)
    {
        TimeSpan end = ahead.Clock.Now + horizon;
        TimeSpan look = TimeSpan.FromTicks(Math.Max(s_shortestLook.Ticks, horizon.Ticks / 4096));
        TimeSpan? ended = null;
        while (moving is not null && ahead.Clock.Now < end && ahead.StoppedAt is null)
        {
            long sequence = ahead.Log.NextSequence;
            TimeSpan left = end - ahead.Clock.Now;
            ahead.Step(left < look ? left : look);
            if (ahead.Livepatch.CurrentTransition?.Patch.Name == moving) continue;
            ended = Said(ahead, sequence, moving) ?? ahead.Clock.Now;
            break;
        }

        if (ahead.Clock.Now < end) ahead.Step(end - ahead.Clock.Now);
        return ended;
    }

    // The kernel's own line tells the moment.
    private static TimeSpan? Said(Kernel ahead, long sequence, string patch)
    {
        foreach (LogRecord line in ahead.Log.Since(sequence))
        {
            if (line.Text.StartsWith($"{LivepatchCore.Prefix}'{patch}': ", StringComparison.Ordinal) && line.Text.EndsWith("ing complete", StringComparison.Ordinal)) return line.Time;
        }

        return null;
    }

    private List<CheckResult> WithRefusal(Status status)
    {
        List<CheckResult> checks = [.. _checks.Results];
        if (status.Refusal is Refusal.None or Refusal.Inexact) return checks;
        if (!checks.Exists(check => !check.Passed && check.Check == status.Refusal)) checks.Add(new CheckResult(status.Refusal, status.Subject, false, _kernel.Log.NextSequence));
        return checks;
    }
}
