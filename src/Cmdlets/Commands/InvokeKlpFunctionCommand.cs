using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Symbols;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Calls functions as a task would, through their text: what is hooked is hooked. The value and the output come back, and the way if it is asked for.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "KlpFunction", SupportsShouldProcess = true)]
[OutputType(typeof(CallInfo))]
public sealed class InvokeKlpFunctionCommand : KlpFunctionChangeCommand
{
    /// <summary>What it is called with: a number or a string.</summary>
    [Parameter(Position = 1)]
    public object? Argument { get; set; }

    /// <summary>The task that calls, by its process id; the shell when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameOf("Task")]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public string? Task { get; set; }

    /// <summary>Shows the way that the call took: entry bytes, trampoline, handlers, and the code that ran.</summary>
    [Parameter]
    public SwitchParameter Trace { get; set; }

    private protected override void Take(string name)
    {
        KernelHandle handle = Target;
        CallInfo? made = null;
        Change(
            $"function '{name}'",
            "Call",
            kernel =>
            {
                Symbol function = Functions.Find(kernel, handle.Name, name);
                KernelTask? caller = Task is null ? null : Tasks.Find(kernel, handle.Name, Task);
                if (caller is { Depth: > 0 }) throw Failure.Of("TaskBusy", Task, caller.Pid, Tasks.Innermost(caller));
                if (caller is { Kind: TaskKind.Idle }) throw Failure.Of("TaskIsIdle", Task, caller.Pid);
                List<CallTraceEntry> trace = [];
                KernelTask task = caller ?? kernel.Shell;
                EntranceResult result = kernel.Call(function.Address, Arguments.Value(Argument), trace, task);
                made = CallProjection.Of(handle.Name, kernel, function, task.Pid, result, trace, Trace);
                return result;
            },
            _ => made);
    }
}
