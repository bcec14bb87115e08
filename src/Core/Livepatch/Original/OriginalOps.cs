using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>
/// The ftrace user of one function. It asks for the registers but not for IPMODIFY, so that any number of patches may hook one
/// function: all of them set the instruction pointer, and the one that is called last wins (klp_ftrace_handler).
/// </summary>
internal sealed class OriginalOps(OriginalFunc func) : FtraceOps(FtraceOpsFlags.SaveRegs | FtraceOpsFlags.Dynamic)
{
    private OriginalFunc _func = func;

    /// <inheritdoc/>
    public override string Owner => _func.Object.Patch.Name;

    /// <summary>The function that it belongs to.</summary>
    public KlpFunc Func => _func;

    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs) => regs.Ip = _func.NewAddress;

    private protected override void CloneOwner(FtraceOps origin, CloneContext context) =>
        _func = (OriginalFunc)context.Copy<KlpFunc>(((OriginalOps)origin)._func);
}
