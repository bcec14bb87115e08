using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>Something is done to the tasks of a name.</summary>
/// <param name="Comm">The name.</param>
/// <param name="How">What.</param>
internal sealed record Change(string Comm, TaskChange How) : Operation
{
    public override string Script => How switch
    {
        TaskChange.Wake => $"Set-KlpTask {Comm} -Wake",
        TaskChange.Signal => $"Set-KlpTask {Comm} -Signal",
        TaskChange.Trust => $"Set-KlpTask {Comm} -ReliableStack",
        TaskChange.Distrust => $"Set-KlpTask {Comm} -ReliableStack:$false",
        _ => $"Remove-KlpTask {Comm} -Confirm:$false",
    };

    public override bool Fits(Kernel kernel) => Pids(kernel).Count > 0;

    public override Status Do(Kernel kernel)
    {
        foreach (int pid in Pids(kernel))
        {
            switch (How)
            {
                case TaskChange.Wake:
                    kernel.WakeTask(pid);
                    break;
                case TaskChange.Signal:
                    kernel.SignalTask(pid);
                    break;
                case TaskChange.Exit:
                    kernel.RemoveTask(pid);
                    break;
                default:
                    kernel.SetStackReliable(pid, How == TaskChange.Trust);
                    break;
            }
        }

        return Status.Ok;
    }

    private List<int> Pids(Kernel kernel)
    {
        List<int> pids = [];
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Comm == Comm) pids.Add(task.Pid);
        }

        return pids;
    }
}
