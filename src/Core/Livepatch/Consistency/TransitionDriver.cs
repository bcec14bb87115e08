using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Takes a transition from its beginning to its end (kernel/livepatch/transition.c).</summary>
internal sealed class TransitionDriver(Kernel kernel, ConsistencyCore core)
{
    private const int SignalsTimeout = 15;

    private Transition State => core.Transition;

    private Callbacks Callbacks => new(kernel);

    private Patching Patching => new(kernel, core);

    /// <summary>klp_init_transition.</summary>
    public void Init(ConsistencyPatch patch, int target)
    {
        State.Patch = patch;
        State.Target = target;
        kernel.Debug("klp_init_transition", $"'{patch.Name}': initializing {State.Direction} transition");
        kernel.Tasks.FillPatchState(1 - target);
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            foreach (ConsistencyFunc func in obj.Funcs) func.Transition = true;
        }
    }

    /// <summary>klp_start_transition.</summary>
    public void Start()
    {
        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}'{State.Patch!.Name}': starting {State.Direction} transition");
        kernel.Tasks.MarkPending(State.Target);
        State.Tries = 0;
        State.Since = kernel.Clock.Now;
        if (!kernel.IdleCpusLag) SwitchIdleTasks();
    }

    /// <summary>klp_try_complete_transition: asks every task, and completes or comes back in a second.</summary>
    /// <param name="current">The task that does it.</param>
    public void TryComplete(KernelTask current)
    {
        bool complete = new TaskSwitcher(kernel, core).SwitchAll(current);
        if (!complete)
        {
            if (State.Tries > 0 && State.Tries % SignalsTimeout == 0) SendSignals();
            State.Tries++;

            // wake_up_if_idle: an idle CPU goes through its loop, and its task switches there.
            SwitchIdleTasks();
            kernel.Scheduler.Work.Add(kernel.Clock.Now + TimeSpan.FromSeconds(1), new TransitionRetry());
            return;
        }

        ConsistencyPatch patch = State.Patch!;
        Complete(current);
        if (!patch.Enabled) core.Freeing.FreeAsync(patch);
        else if (patch.Replace) core.Freeing.FreeReplacedAsync(patch);
    }

    /// <summary>klp_cancel_transition: only before a transition was started.</summary>
    public void Cancel(KernelTask current)
    {
        kernel.Debug("klp_cancel_transition", $"'{State.Patch!.Name}': canceling patching transition, going to unpatch");
        State.Target = Transition.Unpatched;
        Complete(current);
    }

    /// <summary>klp_reverse_transition. The retry that is queued already takes it on.</summary>
    public void Reverse()
    {
        kernel.Debug("klp_reverse_transition", $"'{State.Patch!.Name}': reversing transition from {(State.Target == Transition.Patched ? "patching to unpatching" : "unpatching to patching")}");
        kernel.Tasks.MarkPending(Transition.Idle);
        State.Patch.Enabled = !State.Patch.Enabled;
        State.Target = 1 - State.Target;
        Start();
    }

    /// <summary>klp_force_transition. The next retry finds everybody switched; what is on its way out can never be freed.</summary>
    public void Force()
    {
        kernel.Log.Write(LogLevel.Warning, LivepatchCore.Prefix + "forcing remaining tasks to the patched state");
        kernel.Tasks.FillPatchState(State.Target);
        if (State.Target == Transition.Unpatched)
        {
            State.Patch!.Forced = true;
        }
        else if (State.Patch!.Replace)
        {
            foreach (ConsistencyPatch patch in core.Actual)
            {
                if (patch != State.Patch) patch.Forced = true;
            }
        }
    }

    private void Complete(KernelTask current)
    {
        ConsistencyPatch patch = State.Patch!;
        kernel.Debug("klp_complete_transition", $"'{patch.Name}': completing {State.Direction} transition");
        if (patch.Replace && State.Target == Transition.Patched)
        {
            UnpatchReplaced(patch, current);
            Patching.Unpatch(patch, current, nopsOnly: true);
            Freeing.FreeDynamic(patch);
        }

        if (State.Target == Transition.Unpatched) Patching.Unpatch(patch, current);
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            foreach (ConsistencyFunc func in obj.Funcs) func.Transition = false;
        }

        kernel.Tasks.FillPatchState(Transition.Idle);
        foreach (ConsistencyObject obj in new List<ConsistencyObject>(patch.EachOf))
        {
            if (!obj.IsLoaded) continue;
            if (State.Target == Transition.Patched) Callbacks.PostPatch(obj, current);
            else Callbacks.PostUnpatch(obj, current);
        }

        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}'{patch.Name}': {State.Direction} complete");
        State.Target = Transition.Idle;
        State.Patch = null;
        kernel.Scheduler.Work.Cancel(static item => item is TransitionRetry);
    }

    // klp_unpatch_replaced_patches: older patches go without a word and without their callbacks.
    private void UnpatchReplaced(ConsistencyPatch patch, KernelTask current)
    {
        foreach (ConsistencyPatch old in core.Actual)
        {
            if (old == patch) return;
            old.Enabled = false;
            Patching.Unpatch(old, current);
        }
    }

    private void SwitchIdleTasks()
    {
        for (int cpu = 0; cpu < kernel.Definition.Cpus; cpu++)
        {
            if (kernel.Tasks.IsPending(-cpu)) kernel.Tasks.SetPatchState(-cpu, State.Target, pending: false);
        }
    }

    // klp_send_signals: user tasks get a fake signal, kernel threads are only woken; either ends an interruptible sleep and no other.
    private void SendSignals()
    {
        if (State.Tries == SignalsTimeout) kernel.Log.Write(LogLevel.Notice, LivepatchCore.Prefix + "signaling remaining tasks");
        foreach (int pid in Remaining())
        {
            if (pid > 0) kernel.Scheduler.Signal(kernel.Tasks.Own(pid));
        }
    }

    private List<int> Remaining()
    {
        List<int> pids = [];
        foreach (TaskChunk? chunk in kernel.Tasks.Chunks)
        {
            if (chunk is null) continue;
            for (int i = 0; i < TaskChunk.Size; i++)
            {
                if (chunk.Pending[i] && chunk.Tasks[i] is { } task) pids.Add(task.Pid);
            }
        }

        return pids;
    }
}
