using System;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Switches tasks to the side where a transition wants them, where their stacks allow it (klp_try_switch_task).</summary>
internal sealed class TaskSwitcher
{
    private const string Site = "klp_try_switch_task";

    private readonly Kernel _kernel;
    private readonly int _target;
    private readonly StackCheck _check;

    public TaskSwitcher(Kernel kernel, ConsistencyCore core)
    {
        _kernel = kernel;
        _target = core.Transition.Target;
        _check = new StackCheck(core.Transition.Patch!, _target, core.Stacks);
    }

    /// <summary>Tries all tasks, the idle ones last.</summary>
    /// <param name="current">The task that asks.</param>
    /// <returns>True when all of them have switched.</returns>
    public bool SwitchAll(KernelTask current)
    {
        bool complete = true;
        for (int c = 0; c < _kernel.Tasks.Chunks.Count; c++)
        {
            if (_kernel.Tasks.Chunks[c] is not { } chunk || IsSettled(chunk)) continue;
            complete &= SwitchChunk(_kernel.Tasks.OwnChunkAt(c), current);
        }

        for (int cpu = 0; cpu < _kernel.Definition.Cpus; cpu++) complete &= TryIdle(cpu);
        return complete;
    }

    /// <summary>Why a task can't switch now; null when it can or has.</summary>
    public TransitionBlock? Explain(KernelTask task, KernelTask current)
    {
        if (_kernel.Tasks.PatchStateOf(task.Pid) == _target) return null;
        Errno errno = Check(task, current, out string? function);
        return errno == Errno.None ? null : new TransitionBlock(task.Pid, task.Comm, errno, function, task.Since);
    }

    private bool IsSettled(TaskChunk chunk) => !chunk.PatchState.AsSpan().ContainsAnyExcept((sbyte)_target);

    private bool SwitchChunk(TaskChunk chunk, KernelTask current)
    {
        bool complete = true;
        for (int i = 0; i < TaskChunk.Size; i++)
        {
            if (chunk.PatchState[i] == _target) continue;
            KernelTask? task = chunk.Tasks[i];
            if (task is { Kind: TaskKind.Idle }) continue;
            if (task is null || Switch(task, current))
            {
                chunk.PatchState[i] = (sbyte)_target;
                chunk.Pending[i] = false;
                continue;
            }

            complete = false;
        }

        return complete;
    }

    private bool Switch(KernelTask task, KernelTask current)
    {
        Errno errno = Check(task, current, out string? function);
        switch (errno)
        {
            case Errno.None:
                // What it ran before it switched, and what it runs from here on, are two things.
                if (task.Journal.Length > 0) _kernel.Tasks.Own(task).ForgetJournal();
                return true;
            case Errno.EBUSY:
                _kernel.Debug(Site, $"{Site}: {task.Comm}:{task.Pid} is running");
                return false;
            case Errno.EINVAL:
                _kernel.Debug(Site, $"{Site}: {task.Comm}:{task.Pid} has an unreliable stack");
                return false;
            default:
                _kernel.Debug(Site, $"{Site}: {task.Comm}:{task.Pid} is sleeping on function {function}");
                return false;
        }
    }

    // klp_check_and_switch_task: a task on a CPU, a stack that can't be trusted, a function that is in the way.
    private Errno Check(KernelTask task, KernelTask current, out string? function)
    {
        function = null;
        if (task.State == TaskState.Running && task.Pid != current.Pid) return Errno.EBUSY;
        function = _check.Find(task, out bool reliable);
        if (!reliable) return Errno.EINVAL;
        return function is null ? Errno.None : Errno.EADDRINUSE;
    }

    // The CPU that asks runs the asking task, so that its own idle task sleeps; the others are in their idle loop.
    private bool TryIdle(int cpu)
    {
        if (_kernel.Tasks.Peek(-cpu) is not { } idle || _kernel.Tasks.PatchStateOf(-cpu) == _target) return true;
        if (cpu > 0)
        {
            _kernel.Debug(Site, $"{Site}: {idle.Comm}:0 is running");
            return false;
        }

        _kernel.Tasks.SetPatchState(0, _target, pending: false);
        return true;
    }
}
