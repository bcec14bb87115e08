using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>The shell calls a function, and waits for its end.</summary>
/// <param name="Module">The function's module; null for vmlinux.</param>
/// <param name="Function">The function's symbol.</param>
/// <param name="As">The name that the caller goes by in the record of executions.</param>
internal sealed record Call(string? Module, string Function, string As) : Operation
{
    public override string Script => $"Invoke-KlpFunction {Quote(Where.Path(Module, Function))} {Quote(As)} | Out-Null";

    public override bool Fits(Kernel kernel) => Where.Is(kernel, Module, Function) != 0;

    public override Status Do(Kernel kernel) => kernel.Call(Where.Is(kernel, Module, Function), As).Status;
}
