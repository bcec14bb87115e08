using System;
using System.Collections.Generic;
using System.Text;
using KlpShell.Core.Execution;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core;

/// <summary>The ways in: those of a real kernel, and no others.</summary>
public sealed partial class Kernel
{
    /// <summary>
    /// Asked now and then while an entrance runs; an answer of true ends it by an <see cref="InterruptedException"/>, in the middle. For
    /// hosts whose user may lose patience: some entrances never come back. No part of the kernel's state; clones don't have it.
    /// </summary>
    public Func<bool>? Interrupted { get; set; }

    /// <summary>Loads a module (finit_module, kernel/module.c): its init runs, and with it what it registers and enables.</summary>
    /// <param name="definition">The module.</param>
    /// <param name="arguments">Its parameters, as on insmod's command line.</param>
    /// <param name="flags">What is overlooked.</param>
    public EntranceResult LoadModule(ModuleDefinition definition, string arguments = "", LoadFlags flags = LoadFlags.None)
    {
        Journaled(JournalKind.LoadModule, more: arguments, number: (long)flags, module: definition);
        return Noted(EntranceKind.LoadModule, definition.Name, arguments, task => MayChangeModules() is { Succeeded: false } refused ? refused : Loader.Load(definition, arguments, task, flags));
    }

    /// <summary>Loads a module's file: the checks of the loader, and what its init function does.</summary>
    /// <param name="file">The file.</param>
    /// <param name="arguments">Its parameters, as on insmod's command line.</param>
    /// <param name="flags">What is overlooked.</param>
    public EntranceResult LoadModule(ModuleFile file, string arguments = "", LoadFlags flags = LoadFlags.None)
    {
        Journaled(JournalKind.LoadFile, more: arguments, number: (long)flags, file: file);
        return Noted(EntranceKind.LoadModule, file.Name.Length == 0 ? file.FileName : file.Name, arguments, task => MayChangeModules() is { Succeeded: false } refused ? refused : Loader.LoadFile(file, arguments, task, flags));
    }

    /// <summary>Unloads a module (delete_module, kernel/module.c).</summary>
    public EntranceResult UnloadModule(string name, UnloadFlags flags = UnloadFlags.None)
    {
        Journaled(JournalKind.UnloadModule, name, number: (long)flags);
        return Noted(EntranceKind.UnloadModule, name, "", task => MayChangeModules() is { Succeeded: false } refused ? refused : Loader.Unload(name, flags, task));
    }

    // may_init_module, and the same question in delete_module.
    private Status MayChangeModules() => Modules.Disabled && Refuses(true, Refusal.ModulesDisabled)
        ? Status.Refused(Errno.EPERM, Refusal.ModulesDisabled, "kernel.modules_disabled")
        : Status.Ok;

    /// <summary>Opens a file, reads it whole, and closes it.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="userId">The user who does it; 0 is root.</param>
    public EntranceResult ReadFile(string path, int userId = 0)
    {
        Journaled(JournalKind.ReadFile, path, number: userId);
        StringBuilder output = new();
        EntranceResult result = Enter(task =>
        {
            Status status = Files.Open(path, FileAccess.Read, userId, out FileNode? node);
            return status.Succeeded ? Files.Read(node!, task, output) : status;
        });
        return result with { Output = output.ToString() };
    }

    /// <summary>Opens a file, writes to it once, and closes it. Nothing happens when nothing is written.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="data">What is written.</param>
    /// <param name="userId">The user who does it; 0 is root.</param>
    /// <param name="append">True to write behind what is there, as <c>&gt;&gt;</c> does; false to write it anew.</param>
    public EntranceResult WriteFile(string path, string data, int userId = 0, bool append = false)
    {
        Journaled(JournalKind.WriteFile, path, data, userId, append ? 1 : 0);
        return Noted(EntranceKind.Write, path, data, task =>
        {
            Status status = Open(path, append ? FileAccess.Append : FileAccess.Write, userId, task, out FileNode? node);
            return status.Succeeded ? Files.Write(node!, task, data) : status;
        });
    }

    /// <summary>Opens a file and leaves it open: the handle belongs to the node, and outlives its name.</summary>
    public EntranceResult OpenFile(string path, FileAccess access, int userId = 0)
    {
        Journaled(JournalKind.OpenFile, path, number: userId, other: (long)access);
        FileNode? node = null;
        EntranceResult result = Enter(task => Open(path, access, userId, task, out node));
        return result.Succeeded ? result with { Value = Files.AddHandle(node!) } : result;
    }

    private Status Open(string path, FileAccess access, int userId, KernelTask task, out FileNode? node)
    {
        Status status = Files.Open(path, access, userId, out node);
        return status.Succeeded && access == FileAccess.Write && node!.Operations!.Truncate is { } truncate ? truncate(this, node, task) : status;
    }

    /// <summary>Reads an open file from its start; ENODEV when its node is gone.</summary>
    public EntranceResult ReadHandle(long handle)
    {
        Journaled(JournalKind.ReadHandle, number: handle);
        StringBuilder output = new();
        EntranceResult result = Enter(task => Files.Handle(handle) is { } node
            ? Files.Read(node, task, output)
            : Status.Refused(Errno.EBADF, Refusal.FileNotFound));
        return result with { Output = output.ToString() };
    }

    /// <summary>Writes to an open file; ENODEV when its node is gone. The value that comes back is how many characters were taken.</summary>
    public EntranceResult WriteHandle(long handle, string data)
    {
        Journaled(JournalKind.WriteHandle, data, number: handle);
        EntranceResult result = Enter(task => Files.Handle(handle) is { } node ? Files.Write(node, task, data) : Status.Refused(Errno.EBADF, Refusal.FileNotFound));
        return result.Succeeded ? result with { Value = Files.Handle(handle)!.Operations!.Takes?.Invoke(data) ?? data.Length } : result;
    }

    /// <summary>Closes an open file.</summary>
    public void CloseHandle(long handle)
    {
        Journaled(JournalKind.CloseHandle, number: handle);
        Files.CloseHandle(handle);
    }

    /// <summary>Calls a function as a task would, and waits for its value.</summary>
    /// <param name="function">The function's address.</param>
    /// <param name="argument">What it is called with.</param>
    /// <param name="trace">Gets the way that the call took, where it is wanted.</param>
    /// <param name="caller">The task that calls; the shell when null.</param>
    public EntranceResult Call(ulong function, Value argument = default, List<CallTraceEntry>? trace = null, KernelTask? caller = null)
    {
        Journaled(JournalKind.Call, number: (long)function, other: Number(caller), value: argument);
        long before = Log.NextSequence;
        KernelTask task = caller is null ? Shell : Tasks.Own(caller);
        StringBuilder output = new();
        task.SeqFile = output;
        Executor.Trace = trace;
        Status status;
        try
        {
            Executor.Push(task, function, argument);
            status = Ended(task, Scheduler.Finish(task));
        }
        catch (OopsException oops)
        {
            Kill(task, oops);
            status = Status.Refused(Errno.None, Refusal.Oops, oops.Message);
        }
        finally
        {
            Executor.Trace = null;
        }

        Scheduler.Settle();

        if (!status.Succeeded) return new EntranceResult(status, output.ToString(), default, Log.Since(before));
        task.SeqFile = null;
        return new EntranceResult(status, output.ToString(), task.Result, Log.Since(before));
    }

    /// <summary>The bare call, without anything around it: what a benchmark measures.</summary>
    public Value Execute(KernelTask task, ulong function, Value argument = default)
    {
        task = Tasks.Own(task);
        Executor.Push(task, function, argument);
        Executor.Run(task);
        return task.Result;
    }

    /// <summary>Lets virtual time pass, and whoever wakes in it run.</summary>
    public EntranceResult Step(TimeSpan duration)
    {
        Journaled(JournalKind.Step, number: duration.Ticks);
        long before = Log.NextSequence;
        Status status = StoppedAt is null ? Status.Ok : Status.Refused(Errno.None, Refusal.Inexact, StoppedAt);
        if (!status.Succeeded) return new EntranceResult(status, "", default, []);
        try
        {
            Scheduler.Settle();
            Scheduler.Advance(Clock.Now + duration);
            Scheduler.Settle();
        }
        catch (InexactException inexact)
        {
            status = Status.Refused(Errno.None, Refusal.Inexact, inexact.Function);
        }

        return new EntranceResult(status, "", default, Log.Since(before));
    }

    /// <summary>Lets whoever was woken run, without letting time pass: for code of the host that waits for others (kthread_stop and its kin).</summary>
    /// <param name="task">The task that waits.</param>
    public void Yield(KernelTask task) => Scheduler.RunOthersNow(task);

    /// <summary>Calls a function on a task that is in the kernel already, for code of the host that stands in for a module's. Where it sleeps, time moves on.</summary>
    public Value CallNested(KernelTask task, ulong function, Value argument = default)
    {
        int depth = task.Depth;
        Executor.Push(task, function, argument);
        if (task.Depth > depth)
        {
            Status ended = Ended(task, Scheduler.Finish(task, depth));
            if (ended.Refusal == Refusal.Hung) throw new HungException(ended.Subject!);
            if (ended.Refusal == Refusal.Oops) throw new KilledException();
        }

        return depth == 0 ? task.Result : task.Frames[depth - 1].Result;
    }

    /// <summary>Something done as a call from outside: it has a task, and its refusals and oopses become a result.</summary>
    private EntranceResult Enter(Func<KernelTask, Status> action)
    {
        if (StoppedAt is { } stopped) return new EntranceResult(Status.Refused(Errno.None, Refusal.Inexact, stopped), "", default, []);
        long before = Log.NextSequence;
        KernelTask task = Shell;
        Status status;
        try
        {
            status = action(task);
        }
        catch (OopsException oops)
        {
            Kill(task, oops);
            status = Status.Refused(Errno.None, Refusal.Oops, oops.Message);
        }
        catch (KilledException)
        {
            status = Status.Refused(Errno.None, Refusal.Oops, $"{task.Comm} ({task.Pid}) was killed");
        }
        catch (HungException hung)
        {
            status = Status.Refused(Errno.None, Refusal.Hung, hung.Message);
        }
        catch (InexactException inexact)
        {
            return new EntranceResult(Status.Refused(Errno.None, Refusal.Inexact, inexact.Function), "", default, Log.Since(before));
        }

        if (task is { Depth: 0, State: not TaskState.Dead }) Livepatch.LeavesKernel(task);
        Scheduler.Settle();
        return new EntranceResult(status, "", default, Log.Since(before));
    }

    /// <summary>The same, for what the history tells of.</summary>
    private EntranceResult Noted(EntranceKind kind, string subject, string detail, Func<KernelTask, Status> action)
    {
        (TimeSpan begin, long line) = (Clock.Now, Log.NextSequence);
        EntranceResult result = Enter(action);
        Note(kind, subject, detail, begin, line, result.Status);
        return result;
    }

    private void Note(EntranceKind kind, string subject, string detail, TimeSpan begin, long line, Status status) =>
        History.Add(new EntranceRecord(kind, subject, detail, begin, Clock.Now, status, line, Log.NextSequence));

    private static string Named(int pid, string comm) => $"{pid} ({comm})";

    /// <summary>A new task, on the same side of a transition as whoever made it (copy_process).</summary>
    internal KernelTask NewTask(string comm, TaskKind kind, int? pid = null)
    {
        KernelTask task = Tasks.Add(comm.Length > 15 ? comm[..15] : comm, kind, pid);
        Livepatch.Forked(task);
        return task;
    }

    /// <summary>Runs a function to its end on a task, moving time as far as it must (an init, an exit, a show function).</summary>
    internal Value RunToEnd(KernelTask task, ulong function, Value argument = default)
    {
        if (task.Depth > 0) return CallNested(task, function, argument);
        Executor.Push(task, function, argument);
        RunState state = Scheduler.Finish(task);
        Status ended = Ended(task, state);
        if (ended.Refusal == Refusal.Hung) throw new HungException(ended.Subject!);
        if (ended.Refusal == Refusal.Oops) throw new KilledException();
        return task.Result;
    }

    /// <summary>Asks whether to go on.</summary>
    internal void CheckInterrupted()
    {
        if (Interrupted?.Invoke() == true) throw new InterruptedException();
    }

    private Status Ended(KernelTask task, RunState state) => state switch
    {
        RunState.Done => Status.Ok,
        RunState.Killed => Status.Refused(Errno.None, Refusal.Oops, $"{task.Comm} ({task.Pid}) was killed"),
        RunState.Spinning => Status.Refused(Errno.None, Refusal.Hung, $"{task.Comm} ({task.Pid}) loops in {Innermost(task)} without ever sleeping"),
        _ => Status.Refused(Errno.None, Refusal.Hung, $"{task.Comm} ({task.Pid}) sleeps in {Innermost(task)}, waiting for {task.WaitsFor ?? "nothing"}, and nothing that is left to happen ends that"),
    };

    private static string Innermost(KernelTask task) => task.Depth == 0 ? "nothing" : task.Frames[task.Depth - 1].Code.Name;
}
