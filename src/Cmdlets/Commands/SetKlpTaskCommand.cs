using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>Does something to tasks: sends a signal, wakes them, or says whether their stacks can be walked.</summary>
[Cmdlet(VerbsCommon.Set, "KlpTask", SupportsShouldProcess = true)]
[OutputType(typeof(TaskInfo))]
public sealed class SetKlpTaskCommand : KlpTaskChangeCommand
{
    /// <summary>Sends a signal: it ends an interruptible sleep, and a system call that it breaks off is made again.</summary>
    [Parameter]
    public SwitchParameter Signal { get; set; }

    /// <summary>Wakes: a sleep ends before its time; who waits for a parameter looks whether it is set by now.</summary>
    [Parameter]
    public SwitchParameter Wake { get; set; }

    /// <summary>Says that the stack can be walked; -ReliableStack:$false that it can't, so that the task holds transitions up while it is in the kernel.</summary>
    [Parameter]
    public SwitchParameter ReliableStack { get; set; }

    /// <summary>Writes the tasks.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Take(string kernelName, int pid)
    {
        bool setsStack = MyInvocation.BoundParameters.ContainsKey(nameof(ReliableStack));
        List<string> actions = [];
        if (setsStack) actions.Add(ReliableStack ? "Make the stack reliable of" : "Make the stack unreliable of");
        if (Wake) actions.Add("Wake");
        if (Signal) actions.Add("Send a signal to");
        if (actions.Count == 0) return;
        Change(
            $"task {pid}",
            string.Join(", ", actions),
            kernel =>
            {
                long before = kernel.Log.NextSequence;
                Require(kernel, kernelName, pid);
                if (setsStack) kernel.SetStackReliable(pid, ReliableStack);
                if (Wake) kernel.WakeTask(pid);
                if (Signal) kernel.SignalTask(pid);
                return new EntranceResult(Status.Ok, "", default, kernel.Log.Since(before));
            },
            PassThru ? kernel => kernel.Tasks.Find(pid) is { } task ? TaskProjection.Of(kernelName, kernel, task) : null : null);
    }
}
