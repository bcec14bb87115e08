using KlpShell.Core.Ftrace;

namespace KlpShell.Conformance.Modules;

/// <summary>The ftrace user of the later ipm_mod, whose handler is empty.</summary>
internal sealed class LaterIpmOps(FtraceOpsFlags flags) : FtraceOps(flags | FtraceOpsFlags.Dynamic)
{
    /// <summary>The handler's name.</summary>
    public const string Handler = "cb";

    /// <inheritdoc/>
    public override string Owner => IpmModule.Name;

    /// <inheritdoc/>
    public override string HandlerSymbol => Handler;

    /// <inheritdoc/>
    public override string? HandlerModule => IpmModule.Name;

    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs)
    {
    }
}
