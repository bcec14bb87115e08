using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Stacking;

/// <summary>Enabling and disabling in the stacking era: the strict order, and the func stack (kernel/livepatch/core.c of 4.1). Once the order allows it, disabling cannot fail.</summary>
internal sealed class StackingEnabling(Kernel kernel, StackingCore core) : RegisteringEnabling(kernel, s_places)
{
    // klp_disable_func lies within klp_disable_object in that build.
    private const string UnwindPatchWarn = "kernel/livepatch/core.c:540 __klp_enable_patch+0xb0/0xd0()";
    private const string AddressLostWarn = "kernel/livepatch/core.c:343 klp_disable_object+0x17e/0x1c0()";
    private const string OpsMissingWarn = "kernel/livepatch/core.c:346 klp_disable_object+0x16b/0x1c0()";
    private const string UnregisterWarn = "kernel/livepatch/core.c:350 klp_disable_object+0x188/0x1c0()";
    private const string UnfilterWarn = "kernel/livepatch/core.c:351 klp_disable_object+0x19b/0x1c0()";

    private static readonly EnablingPlaces s_places = new(
        PatchState: "kernel/livepatch/core.c:513 klp_enable_patch+0xa1/0xb0()",
        ObjectState: "kernel/livepatch/core.c:437 klp_enable_object+0x1c1/0x200()",
        FuncAddress: "kernel/livepatch/core.c:368 klp_enable_object+0x191/0x200()",
        FuncState: "kernel/livepatch/core.c:371 klp_enable_object+0x1a1/0x200()",
        Unwind: UnwindPatchWarn);

    /// <summary>Only the first disabled patch of the list.</summary>
    protected override Status MayEnable(KlpPatch patch)
    {
        KlpPatch? previous = Neighbour(patch, -1);
        return Kernel.Refuses(previous is { State: KlpState.Disabled }, Refusal.PreviousPatchDisabled, previous?.Name)
            ? Status.Refused(Errno.EBUSY, Refusal.PreviousPatchDisabled, previous!.Name)
            : Status.Ok;
    }

    /// <summary>Only the last enabled patch of the list.</summary>
    protected override Status MayDisable(KlpPatch patch)
    {
        KlpPatch? next = Neighbour(patch, 1);
        return Kernel.Refuses(next is { State: KlpState.Enabled }, Refusal.NextPatchEnabled, next?.Name)
            ? Status.Refused(Errno.EBUSY, Refusal.NextPatchEnabled, next!.Name)
            : Status.Ok;
    }

    private protected override Status Hook(KlpFunc func)
    {
        if (core.FindOps(func.OldAddress) is { } known)
        {
            known.Stack.Push(func);
            return Status.Ok;
        }

        Errno fault = Kernel.Fails(FaultPoint.OpsAllocation);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.OutOfMemory, func.OldName);
        StackingOps ops = new();
        Status status = FtraceHook.Set(Kernel, ops, func);
        if (!status.Succeeded) return status;
        ops.Stack.Push(func);
        core.AddOps(func.OldAddress, ops);
        return Status.Ok;
    }

    private protected override Status Unhook(KlpFunc func, KernelTask task)
    {
        if (func.OldAddress == 0) Kernel.Warn(task, AddressLostWarn);

        // What ftrace answers is only worth a WARN: this core goes on as if it had worked.
        if (core.FindOps(func.OldAddress) is not { } ops)
        {
            Kernel.Warn(task, OpsMissingWarn);
            return Status.Ok;
        }

        if (ops.Stack.IsSingular)
        {
            if (!Kernel.Ftrace.Unregister(ops).Succeeded)
            {
                // What ftrace goes on calling is freed all the same.
                Kernel.Warn(task, UnregisterWarn);
                Kernel.Corrupted = true;
            }

            if (!Kernel.Ftrace.SetFilterIp(ops, func.OldAddress, remove: true).Succeeded) Kernel.Warn(task, UnfilterWarn);
            core.RemoveOps(func.OldAddress, ops);
        }

        ops.Stack.Remove(func);
        func.State = KlpState.Disabled;
        return Status.Ok;
    }

    private KlpPatch? Neighbour(KlpPatch patch, int step)
    {
        for (int i = 0; i < core.Patches.Count; i++)
        {
            if (core.Patches[i] == patch) return i + step >= 0 && i + step < core.Patches.Count ? core.Patches[i + step] : null;
        }

        return null;
    }
}
