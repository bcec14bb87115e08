using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>What happens when a module comes or goes: a patch that can't be applied turns the module away (klp_module_coming, klp_module_going, kernel/livepatch/core.c).</summary>
internal sealed class ModuleEvents(Kernel kernel, ConsistencyCore core)
{
    private readonly Callbacks _callbacks = new(kernel);
    private readonly Patching _patching = new(kernel, core);

    /// <summary>klp_module_coming.</summary>
    public Status Coming(Module module, KernelTask task)
    {
        if (kernel.Refuses(module.Name == "vmlinux", Refusal.InvalidModuleName, module.Name))
        {
            kernel.Log.Write(LogLevel.Error, LivepatchCore.Prefix + "vmlinux.ko: invalid module name");
            return Status.Refused(Errno.EINVAL, Refusal.InvalidModuleName, module.Name);
        }

        module.KlpAlive = true;
        if (!core.Targets.MayConcern(module.Name)) return Status.Ok;
        foreach (ConsistencyPatch patch in core.Snapshot())
        {
            LivepatchCore.Touch(patch);
            if (patch.Find(module.Name) is not { } obj) continue;
            obj.Module = module;
            Status status = Apply(patch, obj, task);
            if (status.Succeeded) continue;
            kernel.Log.Write(LogLevel.Warning, $"{LivepatchCore.Prefix}patch '{patch.Name}' failed for module '{module.Name}', refusing to load module '{module.Name}'");
            module.KlpAlive = false;
            obj.Module = null;
            Cleanup(module, patch, task);
            return status;
        }

        return Status.Ok;
    }

    /// <summary>klp_module_going.</summary>
    public void Going(Module module, KernelTask task)
    {
        module.KlpAlive = false;
        Cleanup(module, null, task);
    }

    private Status Apply(ConsistencyPatch patch, ConsistencyObject obj, KernelTask task)
    {
        Status status = new PatchInitializer(kernel, core).InitLoaded(patch, obj);
        if (!status.Succeeded)
        {
            Warn($"failed to initialize patch '{patch.Name}' for module '{obj.Name}' ({status.ReturnValue})");
            return status;
        }

        kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}applying patch '{patch.Name}' to loading module '{obj.Name}'");
        long value = _callbacks.PrePatch(obj, task);
        if (kernel.Refuses(value != 0, Refusal.CallbackFailed, obj.DisplayName()))
        {
            Warn($"pre-patch callback failed for object '{obj.Name}'");
            return ConsistencyCore.CallbackRefused(value, obj);
        }

        status = _patching.Patch(obj, task);
        if (!status.Succeeded)
        {
            Warn($"failed to apply patch '{patch.Name}' to module '{obj.Name}' ({status.ReturnValue})");
            _callbacks.PostUnpatch(obj, task);
            return status;
        }

        if (patch != core.Transition.Patch) _callbacks.PostPatch(obj, task);
        return Status.Ok;
    }

    // klp_cleanup_module_patches_limited: oldest first, up to the patch that failed.
    private void Cleanup(Module module, ConsistencyPatch? limit, KernelTask task)
    {
        if (!core.Targets.MayConcern(module.Name)) return;
        foreach (ConsistencyPatch patch in core.Snapshot())
        {
            if (patch == limit) return;
            LivepatchCore.Touch(patch);
            if (patch.Find(module.Name) is not { } obj) continue;
            if (patch != core.Transition.Patch) _callbacks.PreUnpatch(obj, task);
            kernel.Log.Write(LogLevel.Notice, $"{LivepatchCore.Prefix}reverting patch '{patch.Name}' on unloading module '{module.Name}'");
            _patching.Unpatch(obj, task);
            _callbacks.PostUnpatch(obj, task);
            new PatchRelocations(kernel).Clear(patch, obj);
            obj.Module = null;
            foreach (ConsistencyFunc func in obj.Funcs) func.OldAddress = 0;
        }
    }

    private void Warn(string text) => kernel.Log.Write(LogLevel.Warning, LivepatchCore.Prefix + text);
}
