using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Takes tasks away, wherever they are.</summary>
[Cmdlet(VerbsCommon.Remove, "KlpTask", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveKlpTaskCommand : KlpChangeCommand
{
    /// <summary>Process ids, or command names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Task", "Id")]
    [NameOf("Task")]
    [ArgumentCompleter(typeof(TaskCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        foreach (string name in Name)
        {
            int[] found = Seen(kernel => Tasks.FindAll(kernel, name).ConvertAll(static (KernelTask task) => task.Pid).ToArray());
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("TaskNotFound", name, name, handle.Name).ToRecord());
            foreach (int pid in found) Guard(() => Remove(handle, pid));
        }
    }

    private void Remove(KernelHandle handle, int pid) => Change(
        $"task {pid}",
        "Remove",
        kernel =>
        {
            if (kernel.Tasks.Find(pid) is not { } task) throw Failure.Of("TaskNotFound", pid, pid, handle.Name);
            if (task.Kind == TaskKind.Idle) throw Failure.Of("TaskIsIdle", pid, pid);
            kernel.RemoveTask(pid);
            return new EntranceResult(Status.Ok, "", default, []);
        },
        null);
}
