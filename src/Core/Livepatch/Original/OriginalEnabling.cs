using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>Enabling and disabling in the original era: one ftrace user for each function, one after the other (kernel/livepatch/core.c).</summary>
internal sealed class OriginalEnabling(Kernel kernel)
{
    private const string EnablePatchWarn = "kernel/livepatch/core.c:435 __klp_enable_patch+0xe7/0x100()";
    private const string ObjectStateWarn = "kernel/livepatch/core.c:357 klp_enable_object+0x13f/0x150()";
    private const string AddressWarn = "kernel/livepatch/core.c:308 klp_enable_object+0x9e/0x150()";
    private const string FuncStateWarn = "kernel/livepatch/core.c:311 klp_enable_object+0xc1/0x150()";
    private const string UnwindObjectWarn = "kernel/livepatch/core.c:373 klp_enable_object+0x120/0x150()";
    private const string UnwindPatchWarn = "kernel/livepatch/core.c:461 __klp_enable_patch+0xd4/0x100()";

    /// <summary>__klp_enable_patch. The taint comes before anything can fail, and stays.</summary>
    public Status EnablePatch(KlpPatch patch, KernelTask task)
    {
        if (kernel.Refuses(patch.State != KlpState.Disabled, Refusal.PatchAlreadyEnabled, patch.Name))
        {
            kernel.Warn(task, EnablePatchWarn);
            return Status.Refused(Errno.EINVAL, Refusal.PatchAlreadyEnabled, patch.Name);
        }

        kernel.Log.WriteOnce("klp_taint", LogLevel.Notice, LivepatchCore.Prefix + "tainting kernel with TAINT_LIVEPATCH");
        kernel.AddTaint(TaintFlags.Livepatch);
        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}enabling patch '{patch.Name}'");
        foreach (KlpObject obj in patch.EachObject())
        {
            OriginalInit.FindModule(kernel, obj);
            if (!obj.IsLoaded) continue;
            Status status = EnableObject(obj, task);
            if (status.Succeeded) continue;
            if (!DisablePatch(patch, task).Succeeded) kernel.Warn(task, UnwindPatchWarn);
            return status;
        }

        patch.State = KlpState.Enabled;
        return Status.Ok;
    }

    /// <summary>__klp_disable_patch. An ftrace user that will not go ends it half way: the patch stays enabled, some functions are not.</summary>
    public Status DisablePatch(KlpPatch patch, KernelTask task)
    {
        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}disabling patch '{patch.Name}'");
        foreach (KlpObject obj in patch.EachObject())
        {
            if (obj.State != KlpState.Enabled) continue;
            Status status = DisableObject(obj, task);
            if (!status.Succeeded) return status;
        }

        patch.State = KlpState.Disabled;
        return Status.Ok;
    }

    /// <summary>klp_enable_object.</summary>
    public Status EnableObject(KlpObject obj, KernelTask task)
    {
        if (kernel.Refuses(obj.State != KlpState.Disabled, Refusal.ObjectStateWrong, obj.DisplayName()))
        {
            kernel.Warn(task, ObjectStateWarn);
            return Status.Refused(Errno.EINVAL, Refusal.ObjectStateWrong, obj.DisplayName());
        }

        foreach (KlpFunc func in obj.Functions)
        {
            Status status = EnableFunc((OriginalFunc)func, task);
            if (status.Succeeded) continue;
            if (!DisableObject(obj, task).Succeeded) kernel.Warn(task, UnwindObjectWarn);
            return status;
        }

        obj.State = KlpState.Enabled;
        return Status.Ok;
    }

    /// <summary>klp_disable_object.</summary>
    public Status DisableObject(KlpObject obj, KernelTask task)
    {
        foreach (KlpFunc func in obj.Functions)
        {
            if (func.State != KlpState.Enabled) continue;
            Status status = DisableFunc((OriginalFunc)func);
            if (!status.Succeeded) return status;
        }

        obj.State = KlpState.Disabled;
        return Status.Ok;
    }

    private Status EnableFunc(OriginalFunc func, KernelTask task)
    {
        if (kernel.Refuses(func.OldAddress == 0, Refusal.FunctionAddressMissing, func.OldName))
        {
            kernel.Warn(task, AddressWarn);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionAddressMissing, func.OldName);
        }

        if (kernel.Refuses(func.State != KlpState.Disabled, Refusal.FunctionStateWrong, func.OldName))
        {
            kernel.Warn(task, FuncStateWarn);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionStateWrong, func.OldName);
        }

        Status status = kernel.Ftrace.SetFilterIp(func.Ops!, func.OldAddress);
        if (!status.Succeeded)
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to set ftrace filter for function '{func.OldName}' ({status.ReturnValue})");
            return status with { Subject = func.OldName };
        }

        status = kernel.Ftrace.Register(func.Ops!);
        if (!status.Succeeded)
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to register ftrace handler for function '{func.OldName}' ({status.ReturnValue})");
            kernel.Ftrace.SetFilterIp(func.Ops!, func.OldAddress, remove: true);
            return status with { Subject = func.OldName };
        }

        func.State = KlpState.Enabled;
        return Status.Ok;
    }

    private Status DisableFunc(OriginalFunc func)
    {
        Status status = kernel.Ftrace.Unregister(func.Ops!);
        if (!status.Succeeded)
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to unregister ftrace handler for function '{func.OldName}' ({status.ReturnValue})");
            return status with { Subject = func.OldName };
        }

        if (!kernel.Ftrace.SetFilterIp(func.Ops!, func.OldAddress, remove: true).Succeeded)
        {
            kernel.Log.Write(LogLevel.Warning, LivepatchCore.Prefix + "function unregister succeeded but failed to clear the filter");
        }

        func.State = KlpState.Disabled;
        return Status.Ok;
    }
}
