using KlpShell.Core.Ftrace;

namespace KlpShell.Core.Livepatch.Stacking;

/// <summary>The ftrace user of a func stack: the newest replacement wins, and nobody else may move the instruction pointer (klp_ftrace_handler).</summary>
internal sealed class StackingOps() : FuncStackOps(FtraceOpsFlags.SaveRegs | FtraceOpsFlags.Dynamic | FtraceOpsFlags.IpModify)
{
    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs)
    {
        if (Stack.Top is { } func) regs.Ip = func.NewAddress;
    }
}
