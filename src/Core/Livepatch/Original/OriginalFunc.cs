using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>A replaced function of the original era: it has an ftrace user of its own.</summary>
internal sealed class OriginalFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress) : KlpFunc(obj, definition, newAddress)
{
    /// <summary>Its ftrace user (func->fops), made at each registration.</summary>
    public OriginalOps? Ops { get; set; }

    private protected override void CloneEra(KlpFunc origin, CloneContext context) =>
        Ops = (OriginalOps?)context.CopyOrNull<FtraceOps>(((OriginalFunc)origin).Ops);
}
