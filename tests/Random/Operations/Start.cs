using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>A new task begins in a function, and runs until it first sleeps.</summary>
internal sealed record Start(string Comm, TaskKind Kind, string? Module, string Function) : Operation
{
    public override string Script => $"New-KlpTask {Comm} {Quote(Where.Path(Module, Function))} -Argument {Comm} -TaskKind {Kind} | Out-Null";

    public override bool Fits(Kernel kernel) => Where.Is(kernel, Module, Function) != 0;

    public override Status Do(Kernel kernel)
    {
        kernel.StartTask(Comm, Kind, Where.Is(kernel, Module, Function), Comm);
        return Status.Ok;
    }

    public override IEnumerable<Operation> Simpler()
    {
        if (Kind != TaskKind.User) yield return this with { Kind = TaskKind.User };
    }
}
