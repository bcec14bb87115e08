using KlpShell.Core.Ftrace;

namespace KlpShell.Conformance.Modules;

/// <summary>The ftrace user of ipm_mod: it counts, and changes nothing. Ops in a module count as dynamic, as the module may go.</summary>
internal sealed class IpmOps(FtraceOpsFlags flags) : FtraceOps(flags | FtraceOpsFlags.Dynamic)
{
    /// <summary>The name of its handler.</summary>
    public const string Handler = "cb";

    /// <summary>How often it was called.</summary>
    public int Hits { get; private set; }

    /// <inheritdoc/>
    public override string Owner => IpmModule.Name;

    /// <inheritdoc/>
    public override string HandlerSymbol => Handler;

    /// <inheritdoc/>
    public override string HandlerModule => IpmModule.Name;

    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs) => Hits++;
}
