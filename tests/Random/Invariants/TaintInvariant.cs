using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>Taint never falls, a taint that comes has a cause in that step, and a cause has its taint.</summary>
internal sealed class TaintInvariant : Invariant
{
    public override string Title => "taint never falls, and rises only for a reason";

    public override string? Check(Moment moment)
    {
        TaintFlags before = (TaintFlags)moment.Before[0].A;
        TaintFlags now = moment.Kernel.Taints;
        if ((before & ~now) != 0) return $"taint fell from {before} to {now}";
        TaintFlags due = (moment.Reference.Warnings > 0 ? TaintFlags.Warn : 0) | (moment.Reference.Oopses > 0 ? TaintFlags.Die : 0) | (moment.Reference.EnableBegun ? TaintFlags.Livepatch : 0);
        if ((due & ~now) != 0) return $"{due & ~now} is missing";
        TaintFlags added = now & ~before;
        if (added == 0) return null;
        ModuleDefinition? module = (moment.Operation as Load)?.Module;
        TaintFlags caused = TaintFlags.None;
        if (moment.Reference.Warnings > 0) caused |= TaintFlags.Warn;
        if (moment.Reference.Oopses > 0) caused |= TaintFlags.Die;
        if (module is { InTree: false }) caused |= TaintFlags.OutOfTreeModule | (module.Signed ? 0 : TaintFlags.UnsignedModule);
        if (module is not null && module.License != "GPL") caused |= TaintFlags.ProprietaryModule;
        if (moment.Reference.Registers ? moment.Reference.EnableBegun : module is { IsLivepatch: true }) caused |= TaintFlags.Livepatch;
        if (moment.Operation is Unload { Forced: true }) caused |= TaintFlags.ForcedRemoval;
        if (!moment.Reference.Registers && module is null) caused &= ~TaintFlags.UnsignedModule;
        return (added & ~caused) == 0 ? null : $"{added & ~caused} without a reason";
    }
}
