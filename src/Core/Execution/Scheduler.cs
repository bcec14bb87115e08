using System;
using System.Collections.Immutable;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Execution;

/// <summary>Lets tasks and queued work run, one at a time and in the order of their ids, and moves virtual time on when all of them sleep.</summary>
internal sealed class Scheduler
{
    // A stuck transition asks again each second; every fifteenth time it sends signals, which may free whoever is waited for.
    private const int MostIdleRetries = 32;

    private readonly Kernel _kernel;
    private ImmutableSortedSet<int> _active;
    private ImmutableSortedSet<int> _workers;

    public Scheduler(Kernel kernel)
        : this(kernel, [], [], new WorkQueue())
    {
    }

    private Scheduler(Kernel kernel, ImmutableSortedSet<int> active, ImmutableSortedSet<int> workers, WorkQueue work)
    {
        _workers = workers;
        _kernel = kernel;
        _active = active;
        Work = work;
    }

    /// <summary>What was queued to be done later.</summary>
    public WorkQueue Work { get; }

    public Scheduler Clone(Kernel kernel) => new(kernel, _active, _workers, Work.Clone());

    /// <summary>A task goes to sleep.</summary>
    /// <param name="task">The task.</param>
    /// <param name="state">How deep the sleep is.</param>
    /// <param name="wakeAt">When it ends by itself, or null.</param>
    /// <param name="waitsFor">What it waits for, or null.</param>
    public void Sleep(KernelTask task, TaskState state, TimeSpan? wakeAt, string? waitsFor)
    {
        task.State = state;
        task.Since = _kernel.Clock.Now;
        task.WakeAt = wakeAt;
        task.WaitsFor = waitsFor;
        _active = _active.Add(task.Pid);
    }

    /// <summary>Forgets a task that is gone.</summary>
    public void Forget(int pid)
    {
        _active = _active.Remove(pid);
        if (_kernel.Tasks.Peek(pid) is null) _workers = _workers.Remove(pid);
    }

    /// <summary>A kworker without anything to do; a new one where all are busy.</summary>
    public KernelTask IdleWorker()
    {
        foreach (int pid in _workers)
        {
            if (_kernel.Tasks.Peek(pid) is { Depth: 0, State: not TaskState.Dead }) return _kernel.Tasks.Own(pid);
        }

        KernelTask worker = _kernel.NewTask($"kworker/0:{_workers.Count + 1}", TaskKind.Worker);
        _workers = _workers.Add(worker.Pid);
        return worker;
    }

    /// <summary>Sends a task a signal that only ends interruptible sleeps (set_notify_signal); a kernel thread is woken by it.</summary>
    public void Signal(KernelTask task)
    {
        task.SignalPending = true;
        if (task.Depth > 0) _active = _active.Add(task.Pid);
    }

    /// <summary>Ends a sleep before its time; who waits for something looks again, and sleeps on where it isn't so.</summary>
    public void Wake(KernelTask task)
    {
        if (task.Depth == 0 || task.State is not (TaskState.Interruptible or TaskState.Killable or TaskState.Uninterruptible)) return;
        task.WakeAt = _kernel.Clock.Now;
        _active = _active.Add(task.Pid);
    }

    /// <summary>Runs until a task's stack is back at a depth, moving time as far as it must.</summary>
    public RunState Finish(KernelTask task, int depth = 0)
    {
        int retries = 0;
        while (true)
        {
            _kernel.CheckInterrupted();
            RunState state = RunNow(task, depth);
            if (state != RunState.Asleep) return state;
            if (RunOthers(task)) continue;
            long before = _kernel.Log.NextSequence;
            if (!NextEvent(null, task, out bool onlyRetry)) return RunState.Asleep;
            retries = onlyRetry && _kernel.Log.NextSequence == before ? retries + 1 : 0;
            if (retries > MostIdleRetries) return RunState.Asleep;
        }
    }

    /// <summary>Lets time pass, and whoever wakes in it run.</summary>
    public void Advance(TimeSpan until)
    {
        do
        {
            while (RunOthers(null)) _kernel.CheckInterrupted();
            _kernel.CheckInterrupted();
        }
        while (NextEvent(until, null, out _));
        _kernel.Clock.AdvanceTo(until);
    }

    /// <summary>Runs all others that were woken, without letting time pass.</summary>
    public void RunOthersNow(KernelTask except)
    {
        while (RunOthers(except))
        {
        }
    }

    /// <summary>Does the work that is due now: what happens behind the back of a call before anybody can look.</summary>
    public void Settle()
    {
        while (Work.TryTake(_kernel.Clock.Now, out WorkItem? item)) item!.Run(_kernel);
    }

    /// <summary>Runs a task as far as it comes.</summary>
    public RunState RunNow(KernelTask task, int depth = 0)
    {
        if (!IsRunnable(task)) return task.State == TaskState.Dead ? RunState.Killed : RunState.Asleep;
        task.UnshareFrames();
        if (task.Kind != TaskKind.User) task.SignalPending = false;
        task.State = TaskState.Running;
        task.WakeAt = null;
        task.WaitsFor = null;
        RunState state;
        try
        {
            state = _kernel.Executor.Run(task, depth);
        }
        catch (OopsException oops) when (depth == 0)
        {
            _kernel.Kill(task, oops);
            state = RunState.Killed;
        }

        if (state == RunState.Spinning) _active = _active.Add(task.Pid);
        if (state is RunState.Done or RunState.Killed && task.Depth == 0) Forget(task.Pid);
        if (state == RunState.Done && task.Depth == 0) return Returned(task);
        return state;
    }

    // A system call that a signal broke off is made again, now on whichever side of a transition the task stands.
    private RunState Returned(KernelTask task)
    {
        bool restart = task.Kind == TaskKind.User && task.SignalPending && task.Result.Number == -(long)Errno.ERESTARTSYS;
        (ulong function, Value argument) = task.Outermost;
        task.SignalPending = false;
        _kernel.CallEnded(task);
        if (!restart) return RunState.Done;
        task.SeqFile?.Clear();
        _kernel.Executor.Push(task, function, argument);
        return RunNow(task);
    }

    // A waiting task looks at its condition again whenever it is run, so it counts as runnable only once something changed for it.
    private bool IsRunnable(KernelTask task) => task.State switch
    {
        TaskState.Dead => false,
        TaskState.Running or TaskState.User => true,
        TaskState.Interruptible when task.SignalPending => true,
        _ when task.WakeAt is { } wake => wake <= _kernel.Clock.Now,
        _ => task.WaitsFor is { } name && _kernel.IsParameterTrue(name),
    };

    private bool RunOthers(KernelTask? except)
    {
        bool ran = false;
        foreach (int pid in _active)
        {
            if (_kernel.Tasks.Peek(pid) is not { } other || pid == except?.Pid || other.Depth == 0 || !IsRunnable(other)) continue;
            if (RunNow(_kernel.Tasks.Own(pid)) != RunState.Spinning) ran = true;
        }

        return ran;
    }

    // Goes on to whatever comes first: a task that wakes by itself, or work that is due.
    private bool NextEvent(TimeSpan? limit, KernelTask? except, out bool onlyRetry)
    {
        TimeSpan? next = Work.NextDue;
        onlyRetry = next is not null && !Work.HasRealWork;
        foreach (int pid in _active)
        {
            if (_kernel.Tasks.Peek(pid) is not { } task || task.Depth == 0 || task.State == TaskState.Dead || task.WakeAt is not { } wake) continue;
            onlyRetry = false;
            if (next is null || wake < next) next = wake;
        }

        if (next is null || next > limit) return false;
        _kernel.Clock.AdvanceTo(next.Value);

        // Timers fire before queued work is done: who wakes at that moment has run when a transition looks at it.
        RunOthers(except);
        Settle();
        return true;
    }
}
