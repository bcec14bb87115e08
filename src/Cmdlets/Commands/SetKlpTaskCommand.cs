using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Does something to tasks: sends a signal, wakes them, or says whether their stacks can be walked.</summary>
[Cmdlet(VerbsCommon.Set, "KlpTask", SupportsShouldProcess = true)]
[OutputType(typeof(TaskInfo))]
public sealed class SetKlpTaskCommand : KlpChangeCommand
{
    /// <summary>Process ids, or command names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Task", "Id")]
    [NameOf("Task")]
    [ArgumentCompleter(typeof(TaskCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

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

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        foreach (string name in Name)
        {
            List<int> found = Seen(kernel => Tasks.FindAll(kernel, name).ConvertAll(static (KernelTask task) => task.Pid));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("TaskNotFound", name, name, handle.Name).ToRecord());
            foreach (int pid in found) Guard(() => Set(handle, pid));
        }
    }

    private void Set(KernelHandle handle, int pid)
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
                if (kernel.Tasks.Find(pid) is not { } task) throw Failure.Of("TaskNotFound", pid, pid, handle.Name);
                if (task.Kind == TaskKind.Idle) throw Failure.Of("TaskIsIdle", pid, pid);
                if (setsStack) kernel.SetStackReliable(pid, ReliableStack);
                if (Wake) kernel.WakeTask(pid);
                if (Signal) kernel.SignalTask(pid);
                return new EntranceResult(Status.Ok, "", default, kernel.Log.Since(before));
            },
            PassThru ? kernel => kernel.Tasks.Find(pid) is { } task ? TaskProjection.Of(handle.Name, kernel, task) : null : null);
    }
}
