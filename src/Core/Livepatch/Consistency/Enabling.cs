using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Enabling and disabling in the consistency era, with their checks in the kernel's order (klp_enable_patch, __klp_enable_patch, __klp_disable_patch, kernel/livepatch/core.c).</summary>
internal sealed class Enabling(Kernel kernel, ConsistencyCore core)
{
    private readonly Callbacks _callbacks = new(kernel);
    private readonly TransitionDriver _driver = new(kernel, core);

    /// <summary>The checks of klp_enable_patch before klp_mutex is taken.</summary>
    public Status CheckFirst(ConsistencyPatch? patch)
    {
        if (kernel.Refuses(patch?.Module is null, Refusal.PatchIncomplete, patch?.Name)) return Status.Refused(Errno.EINVAL, Refusal.PatchIncomplete, patch?.Name);
        if (kernel.Refuses(patch!.WithoutObjects, Refusal.PatchWithoutObjects, patch.Name)) return Status.Refused(Errno.EINVAL, Refusal.PatchWithoutObjects, patch.Name);
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            if (kernel.Refuses(obj.Definition.Functions.IsDefault && !obj.Dynamic, Refusal.ObjectWithoutFunctions, obj.DisplayName())) return Status.Refused(Errno.EINVAL, Refusal.ObjectWithoutFunctions, obj.DisplayName());
        }

        if (kernel.Refuses(!patch.Module!.Definition.IsLivepatch, Refusal.NotMarkedLivepatch, patch.Module.Name))
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}module {patch.Module.Name} is not marked as a livepatch module");
            return Status.Refused(Errno.EINVAL, Refusal.NotMarkedLivepatch, patch.Module.Name);
        }

        if (kernel.Refuses(!kernel.Definition.LivepatchStarts, Refusal.LivepatchNotStarted, patch.Name)) return Status.Refused(Errno.ENODEV, Refusal.LivepatchNotStarted, patch.Name);
        return Status.Ok;
    }

    /// <summary>klp_enable_patch, under klp_mutex.</summary>
    public Status Enable(ConsistencyPatch patch, KernelTask task)
    {
        if (kernel.Refuses(core.HasStates && !StateRules.IsCompatible(patch, core.Actual), Refusal.StatesIncompatible, patch.Name))
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}Livepatch patch ({patch.Name}) is not compatible with the already installed livepatches.");
            return Status.Refused(Errno.EINVAL, Refusal.StatesIncompatible, patch.Name);
        }

        if (kernel.Refuses(patch.Module!.State == ModuleState.Going, Refusal.PatchModuleGone, patch.Name)) return Status.Refused(Errno.ENODEV, Refusal.PatchModuleGone, patch.Name);
        patch.Module.RefCount++;
        Status status = new PatchInitializer(kernel, core).Init(patch, task);
        if (status.Succeeded) status = EnableInitialized(patch, task);
        if (status.Succeeded) return status;
        core.Freeing.Start(patch);
        Freeing.Finish(patch);
        return status;
    }

    /// <summary>__klp_disable_patch.</summary>
    public Status Disable(ConsistencyPatch patch, KernelTask task)
    {
        if (kernel.Refuses(!patch.Enabled, Refusal.PatchAlreadyDisabled, patch.Name))
        {
            kernel.Warn(task, kernel.SourceLines.DisablePatch);
            return Status.Refused(Errno.EINVAL, Refusal.PatchAlreadyDisabled, patch.Name);
        }

        if (kernel.Refuses(core.Transition.Patch is not null, Refusal.TransitionInProgress, core.Transition.Patch?.Name)) return Status.Refused(Errno.EBUSY, Refusal.TransitionInProgress, core.Transition.Patch!.Name);
        _driver.Init(patch, Transition.Unpatched);
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            if (obj.Patched) _callbacks.PreUnpatch(obj, task);
        }

        _driver.Start();
        patch.Enabled = false;
        _driver.TryComplete(task);
        return Status.Ok;
    }

    private Status EnableInitialized(ConsistencyPatch patch, KernelTask task)
    {
        if (kernel.Refuses(core.Transition.Patch is not null, Refusal.TransitionInProgress, core.Transition.Patch?.Name)) return Status.Refused(Errno.EBUSY, Refusal.TransitionInProgress, core.Transition.Patch!.Name);
        if (kernel.Refuses(patch.Enabled, Refusal.PatchAlreadyEnabled, patch.Name))
        {
            kernel.Warn(task, kernel.SourceLines.EnablePatch);
            return Status.Refused(Errno.EINVAL, Refusal.PatchAlreadyEnabled, patch.Name);
        }

        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}enabling patch '{patch.Name}'");
        _driver.Init(patch, Transition.Patched);
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            if (!obj.IsLoaded) continue;
            Status status = EnableObject(obj, task);
            if (status.Succeeded) continue;
            kernel.Log.Write(LogLevel.Warning, $"{LivepatchCore.Prefix}failed to enable patch '{patch.Name}'");
            _driver.Cancel(task);
            return status;
        }

        _driver.Start();
        patch.Enabled = true;
        _driver.TryComplete(task);
        return Status.Ok;
    }

    private Status EnableObject(ConsistencyObject obj, KernelTask task)
    {
        long value = _callbacks.PrePatch(obj, task);
        if (kernel.Refuses(value != 0, Refusal.CallbackFailed, obj.DisplayName()))
        {
            kernel.Log.Write(LogLevel.Warning, $"{LivepatchCore.Prefix}pre-patch callback failed for object '{obj.DisplayName()}'");
            return ConsistencyCore.CallbackRefused(value, obj);
        }

        Status status = new Patching(kernel, core).Patch(obj, task);
        if (!status.Succeeded) kernel.Log.Write(LogLevel.Warning, $"{LivepatchCore.Prefix}failed to patch object '{obj.DisplayName()}'");
        return status;
    }
}
