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
    /// <summary>SIGCONT.</summary>
    public const int Continue = 18;

    /// <summary>SIGSTOP.</summary>
    public const int Stop = 19;

    private const int SignalStatus = 128;

    private bool _stopped;

    /// <summary>Its process id.</summary>
    public int Pid => pid;

    /// <summary>Its exit status; null while it lives.</summary>
    public int? ExitStatus { get; private set; }

    /// <summary>Ends it when it has come to its end.</summary>
    public void Look(Kernel kernel)
    {
        if (ExitStatus is not null || _stopped || kernel.Tasks.Find(pid) is not { } task) return;
        if (wakeAt is { } wake ? kernel.Clock.Now < wake : task.Depth > 0) return;
        ExitStatus = task.State == TaskState.Dead ? SignalStatus + 9 : ended(task.Output, task.Result.Number);
        kernel.RemoveTask(pid);
    }

    /// <summary>Ends it by a signal, where it doesn't sleep uninterruptibly.</summary>
    public void Kill(Kernel kernel, int signal)
    {
        if (ExitStatus is not null || kernel.Tasks.Find(pid) is not { } task) return;
        if (signal is Stop or Continue)
        {
            // It stops, and goes on, on its way to user space: a sleep that a signal can end is left for it.
            _stopped = signal == Stop;
            if (_stopped && task.State == TaskState.Interruptible) kernel.SignalTask(pid);
            return;
        }

        // A killable sleep heeds what kills, whatever the signal; another task in the kernel has to come out by itself.
        if (task.State == TaskState.Uninterruptible) return;
        ExitStatus = SignalStatus + signal;
        kernel.RemoveTask(pid);
    }
}
