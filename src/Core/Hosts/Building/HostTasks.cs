using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts.Building;

/// <summary>Puts a host's tasks, with their stacks and their sides of a transition, in the place of a simulated kernel's.</summary>
internal sealed class HostTasks(HostSymbols symbols)
{
    private readonly Dictionary<IReadOnlyList<HostFrame>, Frame[]> _stacks = new(ReferenceEqualityComparer.Instance);

    /// <summary>Adds them.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="report">The host.</param>
    public void AddTo(Kernel kernel, HostReport report)
    {
        bool transition = kernel.Livepatch.CurrentTransition is not null;
        int target = report.Transition?.Enabled == true ? 1 : 0;
        foreach (KernelTask old in new List<KernelTask>(kernel.Tasks.All))
        {
            if (old.Kind != TaskKind.Idle) kernel.RemoveTask(old.Pid);
        }

        foreach (HostTask task in report.Capture.Tasks)
        {
            KernelTask made = kernel.Tasks.Add(task.Comm.Length > 15 ? task.Comm[..15] : task.Comm, task.IsKernelThread ? TaskKind.KernelThread : TaskKind.User, task.Id);
            made.Since = kernel.Clock.Now;
            made.Captured = true;
            if (transition)
            {
                int state = task.PatchState is 0 or 1 ? task.PatchState.Value : target;

                // Who hasn't switched has been where it is at least since then.
                if (state != target && report.Since is { } since) made.Since = since;
                kernel.Tasks.SetPatchState(task.Id, state, state != target);
            }

            // Who ran has left where it was by now.
            if (task.State == 'R' || task.Stack is not { Count: > 0 } stack) continue;
            made.ShareFrames(Frames(stack));

            // Who sleeps nobody knows how sleeps on: a signal would have ended it long ago.
            made.State = task.State == 'S' ? TaskState.Interruptible : TaskState.Uninterruptible;
        }

        kernel.ChangeShell();
        if (!transition) return;
        kernel.Tasks.SetPatchState(kernel.Shell.Pid, target, pending: false);
        for (int cpu = 0; cpu < kernel.Definition.Cpus; cpu++) kernel.Tasks.SetPatchState(-cpu, target, pending: false);
    }

    // The simulator has the outermost function first. Tasks with the same stack share it.
    private Frame[] Frames(IReadOnlyList<HostFrame> stack)
    {
        if (_stacks.TryGetValue(stack, out Frame[]? known)) return known;
        Frame[] frames = new Frame[stack.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            HostFrame frame = stack[frames.Length - 1 - i];
            Symbol? symbol = symbols.Find(frame);
            ulong address = symbol?.Address ?? 0;
            frames[i] = new Frame { Code = new CodeEntry(address, frame.Size, frame.Function, frame.Module, Body.Empty), CalledAddress = address, StoreTo = -1 };
        }

        _stacks.Add(stack, frames);
        return frames;
    }
}
