using System;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>Registration in the original era (kernel/livepatch/core.c of the first commit).</summary>
internal sealed class OriginalInit(Kernel kernel) : Registration(kernel)
{
    /// <inheritdoc/>
    public override void FindModule(KlpObject obj) => FindModule(Kernel, obj);

    /// <summary>klp_find_object_module: whoever is in the list counts, also while it is coming or going.</summary>
    public static void FindModule(Kernel kernel, KlpObject obj)
    {
        if (obj.IsModule) obj.Module = kernel.Modules.Find(obj.Name!);
    }

    /// <inheritdoc/>
    protected override Status Prepare(KlpFunc func, out string name)
    {
        // The name is handed over as a format: a doubled percent sign comes out single.
        name = func.OldName.Replace("%%", "%", StringComparison.Ordinal);
        Errno fault = Kernel.Fails(FaultPoint.OpsAllocation);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.OutOfMemory, func.OldName);
        ((OriginalFunc)func).Ops = new OriginalOps((OriginalFunc)func);
        return Status.Ok;
    }
}
