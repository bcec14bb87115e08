using KlpShell.Core.Ftrace;

namespace KlpShell.Conformance.Modules;

/// <summary>The ftrace user of ipm_mod: it counts, and changes nothing. Ops in a module count as dynamic, as the module may go.</summary>
internal sealed class IpmOps(FtraceOpsFlags flags) : FtraceOps(flags | FtraceOpsFlags.Dynamic)
{
    /// <summary>How often it was called.</summary>
    public int Hits { get; private set; }

    /// <inheritdoc/>
    public override string Owner => IpmModule.Name;

    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs) => Hits++;
}
