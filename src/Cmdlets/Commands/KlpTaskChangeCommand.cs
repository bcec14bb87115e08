using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>A cmdlet that does something to tasks.</summary>
public abstract class KlpTaskChangeCommand : KlpChangeCommand
{
    /// <summary>Process ids, or command names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Task", "Id")]
    [NameOf("Task")]
    [ArgumentCompleter(typeof(TaskCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>Does it to one.</summary>
    private protected abstract void Take(string kernelName, int pid);

    /// <inheritdoc/>
    protected sealed override void Run()
    {
        KernelHandle handle = Target;
        foreach (string name in Name)
        {
            List<int> found = Seen(kernel => Tasks.FindAll(kernel, name).ConvertAll(static (KernelTask task) => task.Pid));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("TaskNotFound", name, name, handle.Name).ToRecord());
            foreach (int pid in found) Guard(() => Take(handle.Name, pid));
        }
    }

    /// <summary>Makes sure that a task is there, and is none that a CPU must have.</summary>
    private protected static void Require(Kernel kernel, string kernelName, int pid)
    {
        if (kernel.Tasks.Find(pid) is not { } task) throw Failure.Of("TaskNotFound", pid, pid, kernelName);
        if (task.Kind == TaskKind.Idle) throw Failure.Of("TaskIsIdle", pid, pid);
    }
}
