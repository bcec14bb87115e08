using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>
/// The livepatch core of the first commit (b700e7f03d, kernel/livepatch/core.c). Two patches of one function don't know of each
/// other: both hook it, and the patch that was enabled first wins; in a module that is loaded late the newest wins.
/// </summary>
internal sealed class OriginalCore : RegisteringCore
{
    private OriginalEnabling Enabling => new(Kernel);

    /// <inheritdoc/>
    protected override Registration Registration => new OriginalInit(Kernel);

    /// <inheritdoc/>
    protected override RegisteringCore CreateTwin() => new OriginalCore();

    // The head of klp_patches comes first: list_add() puts a new patch there.

    /// <inheritdoc/>
    protected override void Insert(List<KlpPatch> patches, KlpPatch patch) => patches.Insert(0, patch);

    /// <inheritdoc/>
    protected override Status EnablePatch(KlpPatch patch, KernelTask task) => Enabling.EnablePatch(patch, task);

    /// <inheritdoc/>
    protected override Status DisablePatch(KlpPatch patch, KernelTask task) => Enabling.DisablePatch(patch, task);

    private protected override KlpFunc CreateFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress) =>
        new OriginalFunc(obj, definition, newAddress);

    /// <inheritdoc/>
    protected override void ModuleComing(KlpPatch patch, KlpObject obj, KernelTask task)
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

    /// <inheritdoc/>
    protected override void ModuleGoing(KlpPatch patch, KlpObject obj, KernelTask task)
    {
        if (patch.State != KlpState.Enabled) return;
        Kernel.Log.Write(LogLevel.Notice, $"{Prefix}reverting patch '{patch.Name}' on unloading module '{obj.Name}'");
        Status status = Enabling.DisableObject(obj, task);
        if (status.Succeeded) return;
        Kernel.Log.Write(LogLevel.Warning, $"{Prefix}failed to revert patch '{patch.Name}' on module '{obj.Name}' ({status.ReturnValue})");
    }
}
