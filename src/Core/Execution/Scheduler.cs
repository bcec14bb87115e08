using System;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Execution;

/// <summary>Lets tasks run, one at a time and in the order of their ids, and moves virtual time on when all of them sleep.</summary>
internal sealed class Scheduler(Kernel kernel)
{
    /// <summary>A task goes to sleep.</summary>
    /// <param name="task">The task.</param>
    /// <param name="state">How deep the sleep is.</param>
    /// <param name="wakeAt">When it ends by itself, or null.</param>
    /// <param name="waitsFor">What it waits for, or null.</param>
    public void Sleep(KernelTask task, TaskState state, TimeSpan? wakeAt, string? waitsFor)
    {
        task.State = state;
        task.Since = kernel.Clock.Now;
        task.WakeAt = wakeAt;
        task.WaitsFor = waitsFor;
    }

    /// <summary>Runs until a task's stack is empty, moving time as far as it must.</summary>
    public RunState Finish(KernelTask task)
    {
        while (true)
        {
            RunState state = RunNow(task);
            if (state != RunState.Asleep) return state;
            if (!RunOthers(task) && !SkipToNextWake(null)) return RunState.Asleep;
        }
    }

    /// <summary>Lets time pass, and whoever wakes in it run.</summary>
    public void Advance(TimeSpan until)
    {
        do
        {
            while (RunOthers(null))
            {
            }
        }
        while (SkipToNextWake(until));
        kernel.Clock.AdvanceTo(until);
    }

    /// <summary>Runs a task as far as it comes.</summary>
    public RunState RunNow(KernelTask task)
    {
        if (!IsRunnable(task)) return task.State == TaskState.Dead ? RunState.Killed : RunState.Asleep;
        task.State = TaskState.Running;
        task.WakeAt = null;
        task.WaitsFor = null;
        RunState state;
        try
        {
            state = kernel.Executor.Run(task);
        }
        catch (OopsException oops)
        {
            kernel.Kill(task, oops);
            return RunState.Killed;
        }

        if (state == RunState.Done) kernel.CallEnded(task);
        return state;
    }

    // A waiting task looks at its condition again whenever it is run, so it counts as runnable only once something changed for it.
    private bool IsRunnable(KernelTask task) => task.State switch
    {
        TaskState.Dead => false,
        TaskState.Running or TaskState.User => true,
        _ when task.WakeAt is { } wake => wake <= kernel.Clock.Now,
        _ => task.WaitsFor is { } name && kernel.IsParameterTrue(name),
    };

    private bool RunOthers(KernelTask? except)
    {
        bool ran = false;
        foreach (KernelTask other in new System.Collections.Generic.List<KernelTask>(kernel.Tasks.All))
        {
            if (other == except || other.Depth == 0 || !IsRunnable(other)) continue;
            if (RunNow(other) != RunState.Spinning) ran = true;
        }

        return ran;
    }

    private bool SkipToNextWake(TimeSpan? limit)
    {
        TimeSpan? next = null;
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Depth == 0 || task.State == TaskState.Dead || task.WakeAt is not { } wake) continue;
            if (next is null || wake < next) next = wake;
        }

        if (next is null || next > limit) return false;
        kernel.Clock.AdvanceTo(next.Value);
        return true;
    }
}
