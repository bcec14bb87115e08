using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>
/// The livepatch core of the first commit (b700e7f03d, kernel/livepatch/core.c). Two patches of one function don't know of each
/// other: both hook it, and the patch that was enabled first wins; in a module that is loaded late the newest wins.
/// </summary>
internal sealed class OriginalCore : LivepatchCore
{
    private const int NotifierPriority = int.MinValue + 1;

    // The head of klp_patches comes first: list_add() puts a new patch there.
    private readonly List<KlpPatch> _patches = [];

    /// <inheritdoc/>
    public override IReadOnlyList<KlpPatch> Patches => _patches;

    /// <inheritdoc/>
    public override int Priority => NotifierPriority;

    private OriginalEnabling Enabling => new(Kernel);

    /// <inheritdoc/>
    public override Status Register(KlpPatch? patch, KernelTask task)
    {
        if (patch?.Module is null) return Refuse(Status.Refused(Errno.EINVAL, Refusal.PatchIncomplete, patch?.Name));
        if (patch.Module.State == ModuleState.Going) return Refuse(Status.Refused(Errno.ENODEV, Refusal.PatchModuleGone, patch.Name));
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
        if (patch!.State == KlpState.Disabled) return Status.Refused(Errno.EINVAL, Refusal.PatchAlreadyDisabled, patch.Name);
        return Enabling.DisablePatch(patch, task);
    }));

    /// <inheritdoc/>
    public override Status Unregister(KlpPatch? patch, KernelTask task) => Refuse(Locked(task, () =>
    {
        if (!IsRegistered(patch)) return Status.Refused(Errno.EINVAL, Refusal.PatchNotRegistered, patch?.Name);
        if (patch!.State == KlpState.Enabled) return Status.Refused(Errno.EBUSY, Refusal.PatchStillEnabled, patch.Name);

        // The reference on the module stays: nothing in this era can tell that nobody runs its code any more.
        OriginalInit.FreeObjects(patch, null);
        _patches.Remove(patch);
        OriginalInit.Put(patch.Kobject);
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
        foreach (KlpPatch patch in _patches)
        {
            Touch(patch);
            foreach (KlpObject obj in patch.EachObject())
            {
                if (obj.Name != module.Name) continue;
                if (module.State == ModuleState.Coming)
                {
                    obj.Module = module;
                    ModuleComing(patch, obj, task);
                }
                else
                {
                    ModuleGoing(patch, obj, task);
                }

                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>The store function of <c>enabled</c>: the errno says only that something was wrong; the log says what.</summary>
    internal Status StoreEnabled(KlpPatch patch, string data, KernelTask task)
    {
        if (!KernelString.TryParseUnsigned(data, out ulong value) || value > 1) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, data.TrimEnd('\n'));
        return Locked(task, () =>
        {
            Touch(patch);
            if (value == (ulong)patch.State) return Status.Refused(Errno.EINVAL, value == 1 ? Refusal.PatchAlreadyEnabled : Refusal.PatchAlreadyDisabled, patch.Name);
            return value == 1 ? Enabling.EnablePatch(patch, task) : Enabling.DisablePatch(patch, task);
        });
    }

    /// <summary>Touches the memory of a patch: an oops where its module has been freed.</summary>
    internal static void Touch(KlpPatch patch)
    {
        if (patch.Freed) throw new OopsException("the patch's module has been freed", patch.Owner.Base);
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
                    functions[i] = new OriginalFunc(obj, function, address);
                }

                obj.Functions = functions;
            }

            objects.Add(obj);
        }

        patch.Objects = objects;
        return patch;
    }

    internal override void Boot() => Kernel.Files.Directory(OriginalInit.RootPath);

    internal override LivepatchCore Clone(Kernel kernel, CloneContext context)
    {
        OriginalCore copy = new() { Kernel = kernel, MutexOwner = MutexOwner, LastRefusal = LastRefusal };
        foreach (KlpPatch patch in _patches) copy._patches.Add(context.Copy(patch));
        return copy;
    }

    private bool IsRegistered(KlpPatch? patch) => patch is not null && _patches.Contains(patch);

    private Status InitPatch(KlpPatch patch, KernelTask task)
    {
        if (patch.WithoutObjects) return Status.Refused(Errno.EINVAL, Refusal.PatchWithoutObjects, patch.Name);
        return Locked(task, () =>
        {
            Status status = new OriginalInit(Kernel).InitPatch(patch, task);
            if (status.Succeeded) _patches.Insert(0, patch);
            return status;
        });
    }

    private void ModuleComing(KlpPatch patch, KlpObject obj, KernelTask task)
    {
        Status status = new OriginalInit(Kernel).InitLoadedObject(patch, obj);
        if (status.Succeeded)
        {
            if (patch.State == KlpState.Disabled) return;
            Kernel.Log.Write(LogLevel.Notice, $"{Prefix}applying patch '{patch.Name}' to loading module '{obj.Name}'");
            status = Enabling.EnableObject(obj, task);
            if (status.Succeeded) return;
        }

        Kernel.Log.Write(LogLevel.Warning, $"{Prefix}failed to apply patch '{patch.Name}' to module '{obj.Name}' ({status.ReturnValue})");
    }

    private void ModuleGoing(KlpPatch patch, KlpObject obj, KernelTask task)
    {
        if (patch.State == KlpState.Enabled)
        {
            Kernel.Log.Write(LogLevel.Notice, $"{Prefix}reverting patch '{patch.Name}' on unloading module '{obj.Name}'");
            Status status = Enabling.DisableObject(obj, task);
            if (!status.Succeeded)
            {
                Kernel.Log.Write(LogLevel.Warning, $"{Prefix}failed to revert patch '{patch.Name}' on module '{obj.Name}' ({status.ReturnValue})");
            }
        }

        obj.Module = null;
        foreach (KlpFunc func in obj.Functions) func.OldAddress = 0;
    }

    private Status Refuse(Status status)
    {
        if (!status.Succeeded) LastRefusal = status;
        return status;
    }
}
