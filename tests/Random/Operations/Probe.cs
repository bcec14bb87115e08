using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>A module's own kprobe is registered.</summary>
internal sealed record Probe(string Symbol, KprobeKind Kind) : Operation
{
    public override string? Script => null;

    protected override string Words => $"a module registers a kprobe on {Symbol} ({Kind})";

    public override Status Do(Kernel kernel) => kernel.Kprobes.Register(new Kprobe(Symbol, Kind));
}
