using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;

namespace KlpShell.Session;

/// <summary>Waits for a transition: lets virtual time pass until it is over, and goes back where that is asked for.</summary>
/// <param name="kernelName">The kernel's name.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="stopping">True once the user has asked for an end.</param>
/// <param name="progress">Hears how far the wait is; null where nobody looks.</param>
internal sealed class Transitions(string kernelName, Kernel kernel, Func<bool> stopping, Progress? progress = null)
{
    private const int MostNamed = 10;

    // The kernel looks each second; a wait is over not long after that.
    private const int SliceMilliseconds = 100;

    /// <summary>Waits for the transition of a patch.</summary>
    /// <param name="patch">The patch; null for whichever is in transition.</param>
    /// <param name="timeout">How long, in virtual time.</param>
    /// <param name="rollback">True to turn the transition round when the time is over, and to wait as long again.</param>
    public Outcome Wait(string? patch, TimeSpan timeout, bool rollback)
    {
        if (kernel.Livepatch.CurrentTransition is not { } transition || (patch is not null && transition.Patch.Name != patch)) return NothingToWaitFor(patch);
        string name = transition.Patch.Name;
        long before = kernel.Log.NextSequence;
        TimeSpan started = kernel.Clock.Now;
        if (Pass(name, timeout)) return Done(before);
        List<StalledTaskInfo> stalled = TransitionProjection.Stalled(kernelName, kernel, int.MaxValue);
        RolloutInfo info = new() { Patch = name, Kernel = kernelName, Started = started, Timeout = timeout, Tries = kernel.Livepatch.CurrentTransition?.Tries ?? 0 };
        if (!rollback) return Failed(info, null, stalled, before);
        EntranceResult reversed = PatchChanges.Write(kernel, name, transition.Patching ? 0 : 1);
        if (!reversed.Succeeded) return reversed;
        bool back = Pass(name, timeout);
        if (!back) stalled = TransitionProjection.Stalled(kernelName, kernel, int.MaxValue);
        return Failed(info, back ? RolloutOutcome.RolledBack : RolloutOutcome.RollbackTimedOut, stalled, before);
    }

    /// <summary>How many tasks have still to switch, for people.</summary>
    public static string Left(int remaining) => remaining switch
    {
        0 => "all tasks have switched, and the kernel looks again within a second",
        1 => "1 task has still to switch",
        _ => $"{remaining} tasks have still to switch",
    };

    private static string Join(List<StalledTaskInfo> stalled)
    {
        if (stalled.Count == 0) return "no task is in its way now";
        List<string> texts = [];
        for (int i = 0; i < stalled.Count && i < MostNamed; i++) texts.Add("task " + stalled[i]);
        if (stalled.Count > MostNamed) texts.Add($"and {stalled.Count - MostNamed} more");
        return string.Join("; ", texts);
    }

    private Outcome NothingToWaitFor(string? patch)
    {
        if (patch is not null && kernel.Livepatch.Find(patch) is null && kernel.Modules.Find(patch) is null) throw Failure.Of("PatchNotFound", patch, patch, kernelName);
        return new Outcome(null) { Note = patch is null ? "No patch is in transition." : $"The patch '{patch}' isn't in transition." };
    }

    private bool Pass(string name, TimeSpan timeout)
    {
        TimeSpan end = kernel.Clock.Now + timeout;
        while (kernel.Livepatch.CurrentTransition is { } transition && transition.Patch.Name == name)
        {
            TimeSpan left = end - kernel.Clock.Now;
            if (stopping()) throw new InterruptedException();
            if (left <= TimeSpan.Zero) return false;
            progress?.At(transition, kernel.Clock.Now, end, timeout);
            kernel.Step(TimeSpan.FromMilliseconds(Math.Min(SliceMilliseconds, left.TotalMilliseconds)));
        }

        return true;
    }

    private Outcome Done(long before) => new EntranceResult(Status.Ok, "", default, kernel.Log.Since(before));

    private Outcome Failed(RolloutInfo info, RolloutOutcome? outcome, List<StalledTaskInfo> stalled, long before)
    {
        string tasks = Join(stalled);
        string name = info.Patch;
        string seconds = info.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        KlpException error = outcome switch
        {
            null => Failure.Of("TransitionTimedOut", name, name, seconds, tasks),
            RolloutOutcome.RolledBack => Failure.Of("TransitionRolledBack", name, name, seconds, tasks),
            _ => Failure.Of("RollbackTimedOut", name, name, seconds, tasks),
        };
        error.BlockingTasks = stalled.AsReadOnly();
        error.LogLines = Failure.Lines(kernel.Log.Since(before));
        return Done(before) with
        {
            Error = error,
            Rollout = outcome is null ? null : info with { Outcome = outcome.Value, Reason = error.Message, StalledTasks = error.BlockingTasks, Ended = kernel.Clock.Now, LogLines = error.LogLines },
        };
    }
}
