using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Stacking;

/// <summary>Enabling and disabling in the stacking era (kernel/livepatch/core.c of 4.1).</summary>
internal sealed class StackingEnabling(Kernel kernel, StackingCore core)
{
    private const string EnablePatchWarn = "kernel/livepatch/core.c:513 klp_enable_patch+0xa1/0xb0()";
    private const string ObjectStateWarn = "kernel/livepatch/core.c:437 klp_enable_object+0x1c1/0x200()";
    private const string AddressWarn = "kernel/livepatch/core.c:368 klp_enable_object+0x191/0x200()";
    private const string FuncStateWarn = "kernel/livepatch/core.c:371 klp_enable_object+0x1a1/0x200()";
    private const string DisableFuncWarn = "kernel/livepatch/core.c:341 klp_disable_func+0x90/0xd0()";

    // No recording has these: their offsets aren't known.
    private const string UnwindPatchWarn = "kernel/livepatch/core.c:540 klp_enable_patch";
    private const string UnfilterWarn = "kernel/livepatch/core.c:342 klp_disable_func";

    /// <summary>__klp_enable_patch. That it is enabled already is looked at before the order; the taint comes before anything else can fail.</summary>
    public Status EnablePatch(KlpPatch patch, KernelTask task)
    {
        if (patch.State != KlpState.Disabled)
        {
            kernel.Warn(task, EnablePatchWarn);
            return Status.Refused(Errno.EINVAL, Refusal.PatchAlreadyEnabled, patch.Name);
        }

        if (Neighbour(patch, -1) is { State: KlpState.Disabled } previous) return Status.Refused(Errno.EBUSY, Refusal.PreviousPatchDisabled, previous.Name);
        kernel.Log.WriteOnce("klp_taint", LogLevel.Notice, LivepatchCore.Prefix + "tainting kernel with TAINT_LIVEPATCH");
        kernel.AddTaint(TaintFlags.Livepatch);
        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}enabling patch '{patch.Name}'");
        foreach (KlpObject obj in patch.EachObject())
        {
            if (!obj.IsLoaded) continue;
            Status status = EnableObject(obj, task);
            if (status.Succeeded) continue;
            if (!DisablePatch(patch, task).Succeeded) kernel.Warn(task, UnwindPatchWarn);
            return status;
        }

        patch.State = KlpState.Enabled;
        return Status.Ok;
    }

    /// <summary>__klp_disable_patch. Once the order allows it, it cannot fail.</summary>
    public Status DisablePatch(KlpPatch patch, KernelTask task)
    {
        if (Neighbour(patch, 1) is { State: KlpState.Enabled } next) return Status.Refused(Errno.EBUSY, Refusal.NextPatchEnabled, next.Name);
        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}disabling patch '{patch.Name}'");
        foreach (KlpObject obj in patch.EachObject())
        {
            if (obj.State == KlpState.Enabled) DisableObject(obj, task);
        }

        patch.State = KlpState.Disabled;
        return Status.Ok;
    }

    /// <summary>klp_enable_object.</summary>
    public Status EnableObject(KlpObject obj, KernelTask task)
    {
        if (obj.State != KlpState.Disabled)
        {
            kernel.Warn(task, ObjectStateWarn);
            return Status.Refused(Errno.EINVAL, Refusal.ObjectStateWrong, obj.DisplayName());
        }

        foreach (KlpFunc func in obj.Functions)
        {
            Status status = EnableFunc(func, task);
            if (status.Succeeded) continue;
            DisableObject(obj, task);
            return status;
        }

        obj.State = KlpState.Enabled;
        return Status.Ok;
    }

    /// <summary>klp_disable_object.</summary>
    public void DisableObject(KlpObject obj, KernelTask task)
    {
        foreach (KlpFunc func in obj.Functions)
        {
            if (func.State == KlpState.Enabled) DisableFunc(func, task);
        }

        obj.State = KlpState.Disabled;
    }

    private KlpPatch? Neighbour(KlpPatch patch, int step)
    {
        for (int i = 0; i < core.Patches.Count; i++)
        {
            if (core.Patches[i] == patch) return i + step >= 0 && i + step < core.Patches.Count ? core.Patches[i + step] : null;
        }

        return null;
    }

    private Status EnableFunc(KlpFunc func, KernelTask task)
    {
        if (func.OldAddress == 0)
        {
            kernel.Warn(task, AddressWarn);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionAddressMissing, func.OldName);
        }

        if (func.State != KlpState.Disabled)
        {
            kernel.Warn(task, FuncStateWarn);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionStateWrong, func.OldName);
        }

        if (core.Stacks.Find(func.OldAddress) is { } known)
        {
            known.Stack.Push(func);
        }
        else
        {
            Status status = Hook(func);
            if (!status.Succeeded) return status with { Subject = func.OldName };
        }

        func.State = KlpState.Enabled;
        return Status.Ok;
    }

    private Status Hook(KlpFunc func)
    {
        Errno fault = kernel.Fails(FaultPoint.OpsAllocation);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.OutOfMemory);
        StackingOps ops = new();
        Status status = kernel.Ftrace.SetFilterIp(ops, func.OldAddress);
        if (!status.Succeeded)
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to set ftrace filter for function '{func.OldName}' ({status.ReturnValue})");
            return status;
        }

        status = kernel.Ftrace.Register(ops);
        if (!status.Succeeded)
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to register ftrace handler for function '{func.OldName}' ({status.ReturnValue})");
            kernel.Ftrace.SetFilterIp(ops, func.OldAddress, remove: true);
            return status;
        }

        ops.Stack.Push(func);
        core.Stacks.Add(func.OldAddress, ops);
        return Status.Ok;
    }

    private void DisableFunc(KlpFunc func, KernelTask task)
    {
        // What ftrace answers is only worth a WARN: this core goes on as if it had worked.
        if (core.Stacks.Find(func.OldAddress) is not { } ops)
        {
            kernel.Warn(task, DisableFuncWarn);
            return;
        }

        if (ops.Stack.IsSingular)
        {
            if (!kernel.Ftrace.Unregister(ops).Succeeded)
            {
                // What ftrace goes on calling is freed all the same.
                kernel.Warn(task, DisableFuncWarn);
                kernel.Corrupted = true;
            }

            if (!kernel.Ftrace.SetFilterIp(ops, func.OldAddress, remove: true).Succeeded) kernel.Warn(task, UnfilterWarn);
            core.Stacks.Remove(func.OldAddress);
        }

        ops.Stack.Remove(func);
        func.State = KlpState.Disabled;
    }
}
