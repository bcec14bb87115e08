using System;
using System.Collections.Generic;
using System.Text;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core;

/// <summary>The ways in that make tasks, take them away, and do something to them.</summary>
public sealed partial class Kernel
{
    /// <summary>Starts a task in a function and lets it run until it first sleeps; <see cref="Step"/> takes it on.</summary>
    /// <param name="comm">Its command name.</param>
    /// <param name="kind">What sort of task it is.</param>
    /// <param name="function">The function's address.</param>
    /// <param name="argument">What it is called with.</param>
    public KernelTask StartTask(string comm, TaskKind kind, ulong function, Value argument = default)
    {
        Journaled(JournalKind.StartTask, comm, number: (long)function, other: (long)kind, value: argument);
        return Start(comm, kind, function, argument);
    }

    private KernelTask Start(string comm, TaskKind kind, ulong function, Value argument)
    {
        (TimeSpan begin, long line) = (Clock.Now, Log.NextSequence);
        KernelTask task = NewTask(comm, kind);
        task.SeqFile = new StringBuilder();
        try
        {
            Executor.Push(task, function, argument);
            Scheduler.RunNow(task);
        }
        catch (OopsException oops)
        {
            Kill(task, oops);
        }

        Scheduler.Settle();
        Note(EntranceKind.StartTask, Named(task.Pid, task.Comm), Symbols.NameAt(function), begin, line, Status.Ok);
        return Tasks.Find(task.Pid)!;
    }

    /// <summary>Starts a process that reads a file, and lets it run until it first sleeps. What it has read by then, and later, is its <see cref="KernelTask.Output"/>.</summary>
    /// <param name="comm">Its command name.</param>
    /// <param name="path">The file; one that is bound to a function.</param>
    /// <param name="status">Why there is no process.</param>
    public KernelTask? StartReading(string comm, string path, out Status status)
    {
        Journaled(JournalKind.StartReading, comm, path);
        status = Files.Open(path, FileAccess.Read, 0, out FileNode? node);
        if (!status.Succeeded) return null;
        if (node!.Subject is FileBinding binding)
        {
            KernelTask task = Start(comm, TaskKind.User, binding.Address(this, binding.File.Show!), default);
            task.ReadsProcFile = true;
            return task;
        }

        status = Status.Refused(Errno.EINVAL, Refusal.FunctionNotFound, path);
        return null;
    }

    /// <summary>A task without anything to do in the kernel.</summary>
    /// <param name="comm">Its command name.</param>
    /// <param name="kind">What sort of task it is.</param>
    /// <param name="pid">Its process id, where that isn't to be the next one; nobody may have it yet.</param>
    public KernelTask AddTask(string comm, TaskKind kind, int? pid = null)
    {
        if (pid is { } given && Tasks.Find(given) is not null) throw new ArgumentException($"There is a task {given} already.", nameof(pid));
        Journaled(JournalKind.AddTask, comm, number: pid ?? long.MinValue, other: (long)kind);
        return Tasks.Find(NewTask(comm, kind, pid).Pid)!;
    }

    /// <summary>Many tasks that sleep in the same functions, for as long as nobody wakes them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="comm">Their command name.</param>
    /// <param name="kind">What sort of tasks they are.</param>
    /// <param name="functions">The functions that they are in, outermost first, by address.</param>
    /// <param name="sleep">How deep they sleep.</param>
    public void AddSleepers(int count, string comm, TaskKind kind, IReadOnlyList<ulong> functions, TaskState sleep = TaskState.Interruptible)
    {
        Journaled(JournalKind.AddSleepers, comm, number: count, other: (long)kind, value: (long)sleep, addresses: KeepsJournal ? [.. functions] : default);
        Frame[] frames = new Frame[functions.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            CodeEntry code = Executor.CodeAt(functions[i]) ?? new CodeEntry(functions[i], 0, Symbols.NameAt(functions[i]), null, Machine.Bodies.Body.Empty);
            frames[i] = new Frame { Code = code, CalledAddress = functions[i], StoreTo = -1 };
        }

        for (int i = 0; i < count; i++)
        {
            KernelTask task = NewTask(comm, kind);
            task.ShareFrames(frames);
            task.State = sleep;
            task.Since = Clock.Now;
        }
    }

    /// <summary>Takes a task away, wherever it is.</summary>
    /// <returns>False where there is none of that id.</returns>
    public bool RemoveTask(int pid)
    {
        Journaled(JournalKind.RemoveTask, number: pid);
        if (Tasks.Peek(pid) is not { } task) return false;
        string name = Named(pid, task.Comm);
        Tasks.Remove(pid);
        Scheduler.Forget(pid);
        Note(EntranceKind.RemoveTask, name, "", Clock.Now, Log.NextSequence, Status.Ok);
        return true;
    }

    /// <summary>Sends a task a signal: it ends an interruptible sleep, and a system call that it breaks off is made again.</summary>
    /// <returns>False where there is none of that id.</returns>
    public bool SignalTask(int pid) => Rouse(pid, JournalKind.SignalTask, EntranceKind.Signal, Scheduler.Signal);

    /// <summary>Wakes a task: a sleep ends before its time, and who waits for something looks whether it is so by now.</summary>
    /// <returns>False where there is none of that id.</returns>
    public bool WakeTask(int pid) => Rouse(pid, JournalKind.WakeTask, EntranceKind.Wake, Scheduler.Wake);

    private bool Rouse(int pid, JournalKind kind, EntranceKind entrance, Action<KernelTask> rouse)
    {
        Journaled(kind, number: pid);
        if (Tasks.Peek(pid) is not { State: not TaskState.Dead } task) return false;
        (string name, TimeSpan begin, long line) = (Named(pid, task.Comm), Clock.Now, Log.NextSequence);
        rouse(Tasks.Own(pid));
        Scheduler.RunOthersNow(Shell);
        Scheduler.Settle();
        Note(entrance, name, "", begin, line, Status.Ok);
        return true;
    }

    /// <summary>Says whether a task's stack can be walked reliably: one that can't holds a transition up while the task is in the kernel.</summary>
    /// <returns>False where there is none of that id.</returns>
    public bool SetStackReliable(int pid, bool reliable)
    {
        Journaled(JournalKind.SetStackReliable, number: pid, other: reliable ? 1 : 0);
        if (Tasks.Peek(pid) is null) return false;
        Tasks.Own(pid).HasReliableStack = reliable;
        return true;
    }
}
