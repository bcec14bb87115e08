using System.Collections.Generic;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch;

/// <summary>
/// What the cores that know registered patches have in common: the four calls with the checks that come before the work, the
/// file <c>enabled</c>, and the walk over the patches when a module comes or goes. What is done then is each core's own.
/// </summary>
internal abstract class RegisteringCore : LivepatchCore
{
    private const int NotifierPriority = int.MinValue + 1;

    private readonly List<KlpPatch> _patches = [];

    /// <inheritdoc/>
    public override IReadOnlyList<KlpPatch> Patches => _patches;

    /// <inheritdoc/>
    public override int Priority => NotifierPriority;

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, NativeFunction> Natives => NativeFunctions.Registering;

    /// <summary>How a patch's directories and addresses are made.</summary>
    protected abstract Registration Registration { get; }

    /// <summary>How a patch is enabled and disabled.</summary>
    protected abstract RegisteringEnabling Enabling { get; }

    /// <inheritdoc/>
    public override Status Register(KlpPatch? patch, KernelTask task)
    {
        if (Kernel.Refuses(!Kernel.Definition.LivepatchStarts, Refusal.LivepatchNotStarted, patch?.Name)) return Refuse(Status.Refused(Errno.ENODEV, Refusal.LivepatchNotStarted, patch?.Name));
        if (Kernel.Refuses(patch?.Module is null, Refusal.PatchIncomplete, patch?.Name)) return Refuse(Status.Refused(Errno.EINVAL, Refusal.PatchIncomplete, patch?.Name));
        if (Kernel.Refuses(patch!.Module!.State == ModuleState.Going, Refusal.PatchModuleGone, patch.Name)) return Refuse(Status.Refused(Errno.ENODEV, Refusal.PatchModuleGone, patch.Name));
        patch.Module.RefCount++;
        Status status = InitPatch(patch, task);
        if (!status.Succeeded) patch.Module.RefCount--;
        return Refuse(status);
    }

    /// <inheritdoc/>
    public override Status Enable(KlpPatch? patch, KernelTask task) => Refuse(Locked(task, () => IsRegistered(patch)
        ? Enabling.EnablePatch(patch!, task)
        : Status.Refused(Errno.EINVAL, Refusal.PatchNotRegistered, patch?.Name)));

    /// <inheritdoc/>
    public override Status Disable(KlpPatch? patch, KernelTask task) => Refuse(Locked(task, () =>
    {
        if (!IsRegistered(patch)) return Status.Refused(Errno.EINVAL, Refusal.PatchNotRegistered, patch?.Name);
        if (Kernel.Refuses(patch!.State == KlpState.Disabled, Refusal.PatchAlreadyDisabled, patch.Name)) return Status.Refused(Errno.EINVAL, Refusal.PatchAlreadyDisabled, patch.Name);
        return Enabling.DisablePatch(patch, task);
    }));

    /// <inheritdoc/>
    public override Status Unregister(KlpPatch? patch, KernelTask task) => Refuse(Locked(task, () =>
    {
        if (!IsRegistered(patch)) return Status.Refused(Errno.EINVAL, Refusal.PatchNotRegistered, patch?.Name);
        if (Kernel.Refuses(patch!.State == KlpState.Enabled, Refusal.PatchStillEnabled, patch.Name)) return Status.Refused(Errno.EBUSY, Refusal.PatchStillEnabled, patch.Name);

        // The reference on the module stays: nothing in these cores can tell that nobody runs its code any more.
        Registration.FreeObjects(patch, null);
        _patches.Remove(patch);
        Registration.Put(patch.Kobject);
        return Status.Ok;
    }));

    /// <inheritdoc/>
    public override Status ModuleChanged(Kernel kernel, Module module, KernelTask task)
    {
        if (module.State is not (ModuleState.Coming or ModuleState.Going)) return Status.Ok;
        return Locked(task, () => NotifyPatches(module, task));
    }

    private Status NotifyPatches(Module module, KernelTask task)
    {
        module.KlpAlive = module.State == ModuleState.Coming;
        if (!Targets.MayConcern(module.Name)) return Status.Ok;
        foreach (KlpPatch patch in _patches)
        {
            Touch(patch);
            for (int i = 0; i < patch.Objects.Count && !patch.Objects[i].Definition.Functions.IsDefault; i++)
            {
                KlpObject obj = patch.Objects[i];
                if (obj.Name != module.Name) continue;
                if (module.State == ModuleState.Coming)
                {
                    obj.Module = module;
                    ModuleComing(patch, obj, task);
                }
                else
                {
                    ModuleGoing(patch, obj, task);
                    obj.Module = null;
                    foreach (KlpFunc func in obj.Functions) LoseAddress(func);
                }

                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>The store function of <c>enabled</c>: the errno says only that something was wrong; the log says what.</summary>
    internal Status StoreEnabled(KlpPatch patch, string data, KernelTask task)
    {
        if (Kernel.Refuses(KernelNumber.TryParse(data, out ulong value) != Errno.None || value > 1, Refusal.ValueNotAccepted, data.TrimEnd('\n'))) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, data.TrimEnd('\n'));
        return Locked(task, () =>
        {
            Touch(patch);
            Refusal already = value == 1 ? Refusal.PatchAlreadyEnabled : Refusal.PatchAlreadyDisabled;
            if (Kernel.Refuses(value == (ulong)patch.State, already, patch.Name)) return Status.Refused(Errno.EINVAL, already, patch.Name);
            return value == 1 ? Enabling.EnablePatch(patch, task) : Enabling.DisablePatch(patch, task);
        });
    }

    internal override KlpPatch CreatePatch(Module module, PatchDefinition definition)
    {
        KlpPatch patch = new(module, definition);
        List<KlpObject> objects = [];
        foreach (PatchObjectDefinition objectDefinition in definition.Objects)
        {
            KlpObject obj = new(patch, objectDefinition);
            if (!objectDefinition.Functions.IsDefault)
            {
                KlpFunc[] functions = new KlpFunc[objectDefinition.Functions.Length];
                for (int i = 0; i < functions.Length; i++)
                {
                    PatchFuncDefinition function = objectDefinition.Functions[i];
                    ulong address = function.NewFunction is null ? 0 : module.Layout.AddressOf(function.NewFunction);
                    functions[i] = CreateFunc(obj, function, address);
                }

                obj.Functions = functions;
            }

            objects.Add(obj);
        }

        patch.Objects = objects;
        return patch;
    }

    internal override void Boot()
    {
        if (Kernel.Definition.LivepatchStarts) Kernel.Files.Directory(RootPath);
    }

    internal override LivepatchCore Clone(Kernel kernel, CloneContext context)
    {
        RegisteringCore copy = CreateTwin();
        copy.Kernel = kernel;
        copy.MutexOwner = MutexOwner;
        copy.LastRefusal = LastRefusal;
        foreach (KlpPatch patch in _patches) copy._patches.Add(context.Copy(patch));
        copy.Targets = Targets.Clone();
        copy.CloneEra(this, context);
        return copy;
    }

    /// <summary>A new core of the same sort.</summary>
    protected abstract RegisteringCore CreateTwin();

    /// <summary>Copies what the core keeps besides the list.</summary>
    private protected virtual void CloneEra(RegisteringCore origin, CloneContext context)
    {
    }

    /// <summary>A function's module is gone. After a second registration it may still be hooked (klp_free_object_loaded).</summary>
    private protected virtual void LoseAddress(KlpFunc func) => func.OldAddress = 0;

    /// <summary>Puts a new patch into the list.</summary>
    protected abstract void Insert(List<KlpPatch> patches, KlpPatch patch);

    /// <summary>The live counterpart of one replaced function.</summary>
    private protected abstract KlpFunc CreateFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress);

    // klp_module_notify_coming: a failure is only logged; the module loads all the same.
    private void ModuleComing(KlpPatch patch, KlpObject obj, KernelTask task)
    {
        Status status = Registration.InitLoadedObject(patch, obj);
        if (status.Succeeded)
        {
            if (patch.State == KlpState.Disabled) return;
            Kernel.Log.Write(LogLevel.Notice, $"{Prefix}applying patch '{patch.Name}' to loading module '{obj.Name}'");
            status = Enabling.EnableObject(obj, task);
            if (status.Succeeded) return;
        }

        Kernel.Log.Write(LogLevel.Warning, $"{Prefix}failed to apply patch '{patch.Name}' to module '{obj.Name}' ({status.ReturnValue})");
    }

    // klp_module_notify_going. Not every core's disabling can fail.
    private void ModuleGoing(KlpPatch patch, KlpObject obj, KernelTask task)
    {
        if (patch.State == KlpState.Disabled) return;
        Kernel.Log.Write(LogLevel.Notice, $"{Prefix}reverting patch '{patch.Name}' on unloading module '{obj.Name}'");
        Status status = Enabling.DisableObject(obj, task);
        if (status.Succeeded) return;
        Kernel.Log.Write(LogLevel.Warning, $"{Prefix}failed to revert patch '{patch.Name}' on module '{obj.Name}' ({status.ReturnValue})");
    }

    private bool IsRegistered(KlpPatch? patch) => !Kernel.Refuses(patch is null || !_patches.Contains(patch), Refusal.PatchNotRegistered, patch?.Name);

    private Status InitPatch(KlpPatch patch, KernelTask task)
    {
        if (Kernel.Refuses(patch.WithoutObjects, Refusal.PatchWithoutObjects, patch.Name)) return Status.Refused(Errno.EINVAL, Refusal.PatchWithoutObjects, patch.Name);
        return Locked(task, () =>
        {
            Status status = Registration.InitPatch(patch, task);
            if (!status.Succeeded) return status;
            Insert(_patches, patch);
            Targets.Add(patch);
            return status;
        });
    }

    private Status Refuse(Status status)
    {
        if (!status.Succeeded) LastRefusal = status;
        return status;
    }
}
