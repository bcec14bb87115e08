using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Machine;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Lists tasks, with the functions that they are in and what they wait for.</summary>
[Cmdlet(VerbsCommon.Get, "KlpTask")]
[OutputType(typeof(TaskInfo))]
public sealed class GetKlpTaskCommand : KlpKernelCommand
{
    /// <summary>Process ids, or command names; wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Task", "Id")]
    [NameOf("Task", Others = "*")]
    [ArgumentCompleter(typeof(TaskCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        foreach (string name in Name)
        {
            List<TaskInfo> found = Look(kernel => Tasks.FindAll(kernel, name).ConvertAll((KernelTask task) => TaskProjection.Of(handle.Name, kernel, task)));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("TaskNotFound", name, name, handle.Name).ToRecord());
            foreach (TaskInfo task in found) WriteObject(task);
        }
    }
}
