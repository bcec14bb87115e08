using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Makes a task, and starts it in a function where one is named: it runs until it first sleeps, and Step-KlpKernel takes it on.</summary>
[Cmdlet(VerbsCommon.New, "KlpTask", SupportsShouldProcess = true)]
[OutputType(typeof(TaskInfo))]
public sealed class NewKlpTaskCommand : KlpChangeCommand
{
    /// <summary>Its command name; the kernel keeps 15 characters.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = null!;

    /// <summary>The function that it starts in: a name, <c>module:name</c>, an address, or an object from Get-KlpFunction.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [NameOf("Function")]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Function { get; set; }

    /// <summary>What the function is called with: a number or a string.</summary>
    [Parameter]
    public object? Argument { get; set; }

    /// <summary>What sort of task it is.</summary>
    [Parameter]
    public TaskKind TaskKind { get; set; } = TaskKind.User;

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        KernelTask? made = null;
        Change(
            $"task '{Command}'",
            Function is null ? "Make" : $"Start in {Function}",
            kernel =>
            {
                long before = kernel.Log.NextSequence;
                made = Function is null
                    ? kernel.AddTask(Command, TaskKind)
                    : kernel.StartTask(Command, TaskKind, Functions.Find(kernel, handle.Name, Function).Address, Arguments.Value(Argument));
                return new EntranceResult(Status.Ok, "", default, kernel.Log.Since(before));
            },
            kernel => TaskProjection.Of(handle.Name, kernel, made!));
    }
}
