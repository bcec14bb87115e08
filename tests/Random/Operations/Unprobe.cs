using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>The oldest kprobe of a function is unregistered.</summary>
internal sealed record Unprobe(string Symbol) : Operation
{
    public override string? Script => null;

    protected override string Words => $"the module unregisters its kprobe on {Symbol}";

    public override bool Fits(Kernel kernel) => kernel.Kprobes.Probes.Any(probe => probe.Symbol == Symbol && probe.EventName is null);

    public override Status Do(Kernel kernel)
    {
        kernel.Kprobes.Unregister(kernel.Kprobes.Probes.First(probe => probe.Symbol == Symbol && probe.EventName is null));
        return Status.Ok;
    }
}
