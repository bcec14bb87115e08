using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Stacking;

/// <summary>
/// The livepatch core of 4.1 (kernel/livepatch/core.c): a func stack for each function, newest on top, and a strict order. Only the
/// first disabled patch of the list may be enabled, and only the last enabled one disabled.
/// </summary>
internal sealed class StackingCore : RegisteringCore
{
    private readonly FuncStacks<StackingOps> _stacks = new();

    /// <summary>The func stacks.</summary>
    public FuncStacks<StackingOps> Stacks => _stacks;

    private StackingEnabling Enabling => new(Kernel, this);

    /// <inheritdoc/>
    public override IReadOnlyList<KlpFunc> FuncStackOf(ulong function) => Stacks.Find(function) is { } ops ? [.. ops.Stack.Functions] : [];

    /// <inheritdoc/>
    protected override Registration Registration => new StackingInit(Kernel);

    /// <inheritdoc/>
    protected override RegisteringCore CreateTwin() => new StackingCore();

    private protected override void CloneEra(RegisteringCore origin, CloneContext context) => _stacks.CopyFrom(((StackingCore)origin)._stacks, context);

    /// <inheritdoc/>
    protected override void Insert(List<KlpPatch> patches, KlpPatch patch) => patches.Add(patch);

    /// <inheritdoc/>
    protected override Status EnablePatch(KlpPatch patch, KernelTask task) => Enabling.EnablePatch(patch, task);

    /// <inheritdoc/>
    protected override Status DisablePatch(KlpPatch patch, KernelTask task) => Enabling.DisablePatch(patch, task);

    private protected override KlpFunc CreateFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress) =>
        new StackingFunc(obj, definition, newAddress);

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
        if (patch.State == KlpState.Disabled) return;
        Kernel.Log.Write(LogLevel.Notice, $"{Prefix}reverting patch '{patch.Name}' on unloading module '{obj.Name}'");
        Enabling.DisableObject(obj, task);
    }
}
