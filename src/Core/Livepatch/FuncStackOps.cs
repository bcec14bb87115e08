using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>The one ftrace user of all replacements of one function (struct klp_ops). Which of them runs is the era's word.</summary>
internal abstract class FuncStackOps(FtraceOpsFlags flags) : FtraceOps(flags)
{
    private FuncStack _stack = new();

    /// <summary>The replacements.</summary>
    public FuncStack Stack => _stack;

    /// <inheritdoc/>
    public override string Owner => _stack.Top?.Object.Patch.Name ?? "livepatch";

    /// <inheritdoc/>
    public override string HandlerSymbol => "klp_ftrace_handler";

    private protected override void CloneOwner(FtraceOps origin, CloneContext context) => _stack = ((FuncStackOps)origin)._stack.Clone(context);
}
