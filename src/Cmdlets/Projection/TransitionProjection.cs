using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Projection;

/// <summary>Makes the records of a transition, and of the tasks that hold it up.</summary>
internal static class TransitionProjection
{
    /// <summary>The transition that a kernel is in; null for none.</summary>
    public static TransitionInfo? Of(string kernelName, Kernel kernel) => kernel.Livepatch.CurrentTransition is not { } now ? null : new TransitionInfo
    {
        Patch = now.Patch.Name,
        Kernel = kernelName,
        Target = now.Patching ? KlpState.Enabled : KlpState.Disabled,
        Since = now.Since,
        Tries = now.Tries,
        Remaining = now.Remaining,
        Total = kernel.Tasks.Count,
        Time = kernel.Clock.Now,
    };

    /// <summary>The tasks that hold it up.</summary>
    /// <param name="kernelName">The kernel's name.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="most">How many at most.</param>
    public static List<StalledTaskInfo> Stalled(string kernelName, Kernel kernel, int most)
    {
        List<StalledTaskInfo> infos = [];
        foreach (TransitionBlock block in kernel.Livepatch.TransitionBlocks(most))
        {
            if (kernel.Tasks.Find(block.Pid) is not { } task) continue;
            infos.Add(new StalledTaskInfo
            {
                ProcessId = block.Pid,
                Command = block.Comm,
                Kernel = kernelName,
                Reason = block.Errno switch
                {
                    Errno.EBUSY => StallReason.Running,
                    Errno.EINVAL => StallReason.UnreliableStack,
                    _ => StallReason.SleepingOnFunction,
                },
                Function = block.Function,
                State = task.State,
                Since = block.Since,
                Stack = TaskProjection.Stack(kernel, task),
            });
        }

        return infos;
    }
}
