using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>
/// Enabling and disabling in the cores that know registered patches: the walk over objects and functions, the states, and how a failure
/// is taken back. How a function is hooked, and in which order patches may be enabled, is each core's own.
/// </summary>
internal abstract class RegisteringEnabling(Kernel kernel, EnablingPlaces places)
{
    /// <summary>__klp_enable_patch. That it is enabled already is looked at before the order; the taint comes before anything else can fail, and stays.</summary>
    public Status EnablePatch(KlpPatch patch, KernelTask task)
    {
        if (kernel.Refuses(patch.State != KlpState.Disabled, Refusal.PatchAlreadyEnabled, patch.Name))
        {
            kernel.Warn(task, places.PatchState);
            return Status.Refused(Errno.EINVAL, Refusal.PatchAlreadyEnabled, patch.Name);
        }

        Status status = MayEnable(patch);
        if (!status.Succeeded) return status;
        kernel.Log.WriteOnce("klp_taint", LogLevel.Notice, LivepatchCore.Prefix + "tainting kernel with TAINT_LIVEPATCH");
        kernel.AddTaint(TaintFlags.Livepatch);
        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}enabling patch '{patch.Name}'");
        foreach (KlpObject obj in patch.EachObject())
        {
            BeforeObject(obj);
            if (!obj.IsLoaded) continue;
            status = EnableObject(obj, task);
            if (status.Succeeded) continue;
            if (!DisablePatch(patch, task).Succeeded) kernel.Warn(task, places.Unwind);
            return status;
        }

        patch.State = KlpState.Enabled;
        return Status.Ok;
    }

    /// <summary>__klp_disable_patch. Where a function can't be unhooked it ends half way: the patch stays enabled, some functions are not.</summary>
    public Status DisablePatch(KlpPatch patch, KernelTask task)
    {
        Status status = MayDisable(patch);
        if (!status.Succeeded) return status;
        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}disabling patch '{patch.Name}'");
        foreach (KlpObject obj in patch.EachObject())
        {
            if (obj.State != KlpState.Enabled) continue;
            status = DisableObject(obj, task);
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
            kernel.Warn(task, places.ObjectState);
            return Status.Refused(Errno.EINVAL, Refusal.ObjectStateWrong, obj.DisplayName());
        }

        foreach (KlpFunc func in obj.Functions)
        {
            Status status = EnableFunc(func, task);
            if (status.Succeeded) continue;
            if (!DisableObject(obj, task).Succeeded) UnwindFailed(task);
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
            Status status = Unhook(func, task);
            if (!status.Succeeded) return status;
        }

        obj.State = KlpState.Disabled;
        return Status.Ok;
    }

    /// <summary>The kernel.</summary>
    protected Kernel Kernel => kernel;

    /// <summary>Whether the order of the patches lets this one be enabled.</summary>
    protected virtual Status MayEnable(KlpPatch patch) => Status.Ok;

    /// <summary>Whether the order of the patches lets this one be disabled.</summary>
    protected virtual Status MayDisable(KlpPatch patch) => Status.Ok;

    /// <summary>What comes before an object of a patch that is enabled is looked at.</summary>
    protected virtual void BeforeObject(KlpObject obj)
    {
    }

    /// <summary>The functions of an object that were hooked before a failure can't be unhooked.</summary>
    protected virtual void UnwindFailed(KernelTask task)
    {
    }

    /// <summary>Puts a function in place, whose address and state are good.</summary>
    private protected abstract Status Hook(KlpFunc func);

    /// <summary>klp_disable_func.</summary>
    private protected abstract Status Unhook(KlpFunc func, KernelTask task);

    private Status EnableFunc(KlpFunc func, KernelTask task)
    {
        if (kernel.Refuses(func.OldAddress == 0, Refusal.FunctionAddressMissing, func.OldName))
        {
            kernel.Warn(task, places.FuncAddress);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionAddressMissing, func.OldName);
        }

        if (kernel.Refuses(func.State != KlpState.Disabled, Refusal.FunctionStateWrong, func.OldName))
        {
            kernel.Warn(task, places.FuncState);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionStateWrong, func.OldName);
        }

        Status status = Hook(func);
        if (status.Succeeded) func.State = KlpState.Enabled;
        return status;
    }
}
