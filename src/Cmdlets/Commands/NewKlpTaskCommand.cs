using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Makes a task. With a function or a file it starts there: it runs until it first sleeps, and Step-KlpKernel takes it on. With -Stack it
/// sleeps in the functions that are named until somebody wakes it. While a transition is under way, it stands on the side where the shell
/// stands.
/// </summary>
[Cmdlet(VerbsCommon.New, "KlpTask", DefaultParameterSetName = "Function", SupportsShouldProcess = true)]
[OutputType(typeof(TaskInfo))]
public sealed class NewKlpTaskCommand : KlpChangeCommand
{
    /// <summary>Its command name; the kernel keeps 15 characters.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = null!;

    /// <summary>The function that it starts in: a name, <c>module:name</c>, an address, or an object from Get-KlpFunction.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ParameterSetName = "Function")]
    [NameOf("Function")]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Function { get; set; }

    /// <summary>What the function is called with: a number or a string.</summary>
    [Parameter(ParameterSetName = "Function")]
    public object? Argument { get; set; }

    /// <summary>The file that it reads, such as /proc/cmdline: one that is bound to a function.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ArgumentCompleter(typeof(SysfsCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>The functions that it sleeps in, innermost first, as Get-KlpTask shows them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Stack")]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Stack { get; set; } = null!;

    /// <summary>How deep it sleeps.</summary>
    [Parameter(ParameterSetName = "Stack")]
    [ValidateSet("Interruptible", "Killable", "Uninterruptible")]
    public TaskState Sleep { get; set; } = TaskState.Interruptible;

    /// <summary>How many of them to make.</summary>
    [Parameter(ParameterSetName = "Stack")]
    [ValidateRange(1, 10_000_000)]
    public int Count { get; set; } = 1;

    /// <summary>What sort of task it is.</summary>
    [Parameter(ParameterSetName = "Function")]
    [Parameter(ParameterSetName = "Stack")]
    public TaskKind TaskKind { get; set; } = TaskKind.User;

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        List<int> made = [];
        Change(
            Count > 1 ? $"{Count} tasks '{Command}'" : $"task '{Command}'",
            Action(),
            kernel =>
            {
                long before = kernel.Log.NextSequence;
                Status status = Make(handle, kernel, made);
                return new EntranceResult(status, "", default, kernel.Log.Since(before));
            },
            kernel => made.ConvertAll(pid => TaskProjection.Of(handle.Name, kernel, kernel.Tasks.Find(pid)!)));
    }

    private string Action() => ParameterSetName switch
    {
        "Path" => $"Start reading {Path} in",
        "Stack" => $"Make asleep in {Stack[0]}",
        _ => Function is null ? "Make" : $"Start in {Function}",
    };

    private Status Make(KernelHandle handle, Kernel kernel, List<int> made)
    {
        switch (ParameterSetName)
        {
            case "Path":
                if (kernel.StartReading(Command, SysfsProjection.Whole(Path), out Status status) is { } reader) made.Add(reader.Pid);
                return status;
            case "Stack":
                List<ulong> functions = [.. Array.ConvertAll(Stack, name => Functions.Find(kernel, handle.Name, WithoutOffset(name)).Address)];
                functions.Reverse();
                int last = Newest(kernel);
                kernel.AddSleepers(Count, Command, TaskKind, functions, Sleep);
                foreach (KernelTask task in kernel.Tasks.All)
                {
                    if (task.Pid > last) made.Add(task.Pid);
                }

                return Status.Ok;
            default:
                made.Add((Function is null
                    ? kernel.AddTask(Command, TaskKind)
                    : kernel.StartTask(Command, TaskKind, Functions.Find(kernel, handle.Name, Function).Address, Arguments.Value(Argument))).Pid);
                return Status.Ok;
        }
    }

    private static int Newest(Kernel kernel)
    {
        int newest = 0;
        foreach (KernelTask task in kernel.Tasks.All) newest = Math.Max(newest, task.Pid);
        return newest;
    }

    // A line of a stack, such as tgt_value+0x0/0x10 [tgt_mod], names its function too.
    private static string WithoutOffset(string line)
    {
        int end = line.AsSpan().IndexOfAny('+', ' ');
        return end > 0 ? line[..end] : line;
    }
}
