using System;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell;

/// <summary>A command that the shell doesn't wait for: a process that reads a file of the kernel, or that sleeps in user space.</summary>
/// <param name="pid">Its process id.</param>
/// <param name="wakeAt">When its sleep ends; null for one that reads.</param>
/// <param name="ended">Gets what it read, or a negative errno, and gives the exit status.</param>
internal sealed class Job(int pid, TimeSpan? wakeAt, Func<string, long, int> ended)
{
    private const int SignalStatus = 128;

    /// <summary>Its process id.</summary>
    public int Pid => pid;

    /// <summary>Its exit status; null while it lives.</summary>
    public int? ExitStatus { get; private set; }

    /// <summary>Ends it when it has come to its end.</summary>
    public void Look(Kernel kernel)
    {
        if (ExitStatus is not null || kernel.Tasks.Find(pid) is not { } task) return;
        if (wakeAt is { } wake ? kernel.Clock.Now < wake : task.Depth > 0) return;
        ExitStatus = task.State == TaskState.Dead ? SignalStatus + 9 : ended(task.Output, task.Result.Number);
        kernel.RemoveTask(pid);
    }

    /// <summary>Ends it by a signal, where it doesn't sleep uninterruptibly.</summary>
    public void Kill(Kernel kernel, int signal)
    {
        if (ExitStatus is not null || kernel.Tasks.Find(pid) is not { State: not TaskState.Uninterruptible }) return;
        ExitStatus = SignalStatus + signal;
        kernel.RemoveTask(pid);
    }
}
