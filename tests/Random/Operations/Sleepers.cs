using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>Tasks that sleep in a function, so deep that only their removal ends it.</summary>
internal sealed record Sleepers(string Comm, int Count, string? Module, string Function) : Operation
{
    public override string Script => $"New-KlpTask {Comm} -Stack {Quote(Where.Path(Module, Function))} -Sleep Uninterruptible -Count {Count} | Out-Null";

    public override bool Fits(Kernel kernel) => Where.Is(kernel, Module, Function) != 0;

    public override Status Do(Kernel kernel)
    {
        kernel.AddSleepers(Count, Comm, TaskKind.User, [Where.Is(kernel, Module, Function)], TaskState.Uninterruptible);
        return Status.Ok;
    }
}
