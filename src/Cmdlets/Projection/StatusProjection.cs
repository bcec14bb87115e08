using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Execution;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Projection;

/// <summary>Makes the verdict on a kernel. It works on a clone.</summary>
internal sealed class StatusProjection(string kernelName, Kernel clone)
{
    private readonly List<string> _broken = [];
    private readonly List<string> _attention = [];

    private const int MostStalled = 100;

    public StatusInfo Make()
    {
        TransitionInfo? transition = TransitionProjection.Of(kernelName, clone);
        List<StalledTaskInfo> stalled = TransitionProjection.Stalled(kernelName, clone, MostStalled);
        List<PatchInfo> patches = PatchProjection.All(kernelName, clone);
        List<FunctionInfo> functions = new FunctionProjection(kernelName, clone).Interesting(null);
        List<MixedExecutionInfo> mixed = [];
        foreach (MixedExecution one in clone.MixedExecutions) mixed.Add(Of(one));
        (List<TaskInfo> waiting, List<TaskInfo> dead) = LookAtTasks();
        if (clone.Corrupted) _broken.Add("The kernel has corrupted its memory; a real machine dies where chance has it.");
        if (clone.Livepatch.MutexOwner is { } owner) _broken.Add($"Task {owner} took klp_mutex to its grave: every livepatch operation hangs from here on.");
        LookAtFunctions(functions);
        LookAtPatches();
        List<string> forced = LookAtTransition(transition, stalled);
        foreach (MixedExecutionInfo one in mixed)
        {
            if (!one.Explained) _attention.Add($"{one}; nobody says why that is safe.");
        }

        if ((clone.Taints & TaintFlags.Warn) != 0) _attention.Add("The kernel has warned (taint W); see Get-KlpLog.");
        List<string> cves = [];
        foreach (PatchInfo patch in patches)
        {
            if (patch.State == KlpState.Enabled) cves.AddRange(patch.Cves);
        }

        return new StatusInfo
        {
            Kernel = kernelName,
            Verdict = _broken.Count > 0 ? Verdict.Broken : _attention.Count > 0 ? Verdict.Attention : Verdict.Healthy,
            Problems = Array.AsReadOnly<string>([.. _broken, .. _attention]),
            Transition = transition,
            StalledTasks = stalled.AsReadOnly(),
            ForcedPatches = forced.AsReadOnly(),
            Patches = patches.AsReadOnly(),
            Functions = functions.AsReadOnly(),
            Cves = cves.AsReadOnly(),
            MixedExecutions = mixed.AsReadOnly(),
            WaitingTasks = waiting.AsReadOnly(),
            DeadTasks = dead.AsReadOnly(),
            Taint = clone.Taints,
            TaintLetters = clone.Taints.Letters(),
            FtraceEnabled = clone.Ftrace.Enabled != 0,
            Corrupted = clone.Corrupted,
            Time = clone.Clock.Now,
        };
    }

    private (List<TaskInfo> Waiting, List<TaskInfo> Dead) LookAtTasks()
    {
        List<TaskInfo> waiting = [];
        List<TaskInfo> dead = [];
        foreach (KernelTask task in clone.Tasks.All)
        {
            if (task.State == TaskState.Dead)
            {
                dead.Add(TaskProjection.Of(kernelName, clone, task));
                _broken.Add($"Task {task.Pid} ({task.Comm}) was killed by an oops.");
            }
            else if (task is { Depth: > 0, WakeAt: null, Captured: false } && task.State is TaskState.Interruptible or TaskState.Killable or TaskState.Uninterruptible)
            {
                waiting.Add(TaskProjection.Of(kernelName, clone, task));
                _attention.Add($"Task {task.Pid} ({task.Comm}) sleeps in {Session.Tasks.Innermost(task)}, waiting for {task.WaitsFor ?? "nothing"}.");
            }
        }

        return (waiting, dead);
    }

    private List<string> LookAtTransition(TransitionInfo? transition, List<StalledTaskInfo> stalled)
    {
        if (transition is not null) _attention.Add($"{transition}.");
        foreach (StalledTaskInfo task in stalled) _attention.Add($"Task {task}, which holds the transition up.");
        List<string> forced = [];
        foreach (Core.Modules.Module module in clone.Modules.All)
        {
            foreach (KlpPatch patch in module.Patches)
            {
                if (!patch.Forced || forced.Contains(patch.Name)) continue;
                forced.Add(patch.Name);
                _attention.Add($"Tasks were forced out of patch {patch.Name}: its module stays for good.");
            }
        }

        return forced;
    }

    private void LookAtFunctions(List<FunctionInfo> functions)
    {
        foreach (FunctionInfo function in functions)
        {
            if (function.State == FunctionState.Broken) _broken.Add($"A call of {function.Name} would crash: it is led to where there is no code.");
        }
    }

    private void LookAtPatches()
    {
        bool off = clone.Ftrace.Enabled == 0;
        KlpPatch? moving = clone.Livepatch.CurrentTransition?.Patch;
        foreach (KlpPatch patch in clone.Livepatch.Patches)
        {
            if (patch == moving || (patch.State != KlpState.Enabled && !IsHooking(patch))) continue;
            if (patch.State != KlpState.Enabled) _attention.Add($"Patch {patch.Name} reads 0 in 'enabled' while code of it is still hooked.");
            else if (off) _attention.Add($"Patch {patch.Name} is enabled and has no effect: kernel.ftrace_enabled is 0.");
            foreach (KlpObject obj in patch.Objects)
            {
                if (patch.State == KlpState.Enabled && obj.IsLoaded && obj.Functions.Count > 0 && obj.State != KlpState.Enabled) _attention.Add($"Patch {patch.Name} is enabled, but its object {obj.DisplayName()} isn't patched.");
                if (patch.State == KlpState.Enabled && !off) LookAtWinners(patch, obj);
            }
        }
    }

    private void LookAtWinners(KlpPatch patch, KlpObject obj)
    {
        foreach (KlpFunc func in obj.Functions)
        {
            if (func.State != KlpState.Enabled || func.OldAddress == 0 || func.IsNop) continue;

            // On a func stack the newest wins, as it should.
            if (clone.Livepatch.FuncStackOf(func.OldAddress) is { Count: > 0 } stack && stack[0] != func) continue;
            ulong runs = clone.Destination(func.OldAddress);
            if (runs != func.NewAddress && runs != 0) _attention.Add($"Patch {patch.Name} is enabled, but {clone.Modules.Containing(runs)?.Name ?? "the original"} wins {func.OldName}.");
        }
    }

    private static bool IsHooking(KlpPatch patch)
    {
        foreach (KlpObject obj in patch.Objects)
        {
            foreach (KlpFunc func in obj.Functions)
            {
                if (func.State == KlpState.Enabled) return true;
            }
        }

        return false;
    }

    private static MixedExecutionInfo Of(MixedExecution one) => new()
    {
        Patch = one.Patch,
        ProcessId = one.Pid,
        Command = one.Comm,
        Call = one.Call,
        Old = Array.AsReadOnly<string>([.. one.Old]),
        New = Array.AsReadOnly<string>([.. one.New]),
        SafeBecause = Array.AsReadOnly<string>([.. one.SafeBecause]),
    };
}
