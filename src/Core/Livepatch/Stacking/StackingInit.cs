using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Stacking;

/// <summary>Registration in the stacking era (kernel/livepatch/core.c of 4.1).</summary>
internal sealed class StackingInit(Kernel kernel) : Registration(kernel)
{
    /// <summary>klp_find_object_module: a module counts only from its COMING notice to its GOING notice (mod->klp_alive).</summary>
    public override void FindModule(KlpObject obj)
    {
        obj.Module = null;
        if (!obj.IsModule) return;
        if (Kernel.Modules.Find(obj.Name!) is { KlpAlive: true } module) obj.Module = module;
    }

    /// <inheritdoc/>
    protected override Status Prepare(KlpFunc func, out string name)
    {
        name = func.OldName;
        return Status.Ok;
    }
}
