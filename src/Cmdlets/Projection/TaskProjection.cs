using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Projection;

/// <summary>Makes the records of tasks.</summary>
internal static class TaskProjection
{
    public static TaskInfo Of(string kernelName, Kernel kernel, KernelTask task)
    {
        object? result = task.Depth > 0 || task.CallNumber == 0 ? null : task.Result.Text is { } text ? text : task.Result.Number;
        return new TaskInfo
        {
            ProcessId = task.Pid,
            Command = task.Comm,
            Kernel = kernelName,
            Kind = task.Kind,
            State = task.State,
            PatchState = kernel.Release.Has(Features.Consistency) ? kernel.Tasks.PatchStateOf(task.Pid) : null,
            SwitchPending = kernel.Tasks.IsPending(task.Pid),
            ReliableStack = task.HasReliableStack,
            SignalPending = task.SignalPending,
            Output = task.Output,
            Stack = Stack(kernel, task),
            Since = task.Since,
            WakeAt = task.WakeAt,
            WaitsFor = task.WaitsFor,
            Result = result,
        };
    }

    /// <summary>The functions that a task is in, innermost first.</summary>
    public static IReadOnlyList<string> Stack(Kernel kernel, KernelTask task)
    {
        List<string> stack = [];
        foreach (CodeEntry code in task.Stack) stack.Add(kernel.Symbols.Describe(code.Address));
        return stack.AsReadOnly();
    }
}
