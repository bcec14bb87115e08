using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Runs the callbacks of objects, and remembers whose post_unpatch is due (kernel/livepatch/core.h).</summary>
internal sealed class Callbacks(Kernel kernel)
{
    /// <summary>klp_pre_patch_callback: its value, whatever it is, is the caller's.</summary>
    public long PrePatch(ConsistencyObject obj, KernelTask task)
    {
        Errno fault = obj.Callbacks.ContainsKey("pre_patch") ? kernel.Fails(FaultPoint.PrePatch) : Errno.None;
        long value = fault == Errno.None ? Run(obj, "pre_patch", task) : -(long)fault;
        obj.PostUnpatchEnabled = value == 0;
        return value;
    }

    /// <summary>klp_post_patch_callback.</summary>
    public void PostPatch(ConsistencyObject obj, KernelTask task) => Run(obj, "post_patch", task);

    /// <summary>klp_pre_unpatch_callback.</summary>
    public void PreUnpatch(ConsistencyObject obj, KernelTask task) => Run(obj, "pre_unpatch", task);

    /// <summary>klp_post_unpatch_callback: only after a pre_patch that succeeded, and once.</summary>
    public void PostUnpatch(ConsistencyObject obj, KernelTask task)
    {
        if (obj.PostUnpatchEnabled) Run(obj, "post_unpatch", task);
        obj.PostUnpatchEnabled = false;
    }

    // The C int that the callback returns.
    private long Run(ConsistencyObject obj, string kind, KernelTask task) =>
        obj.Callbacks.TryGetValue(kind, out ulong address) ? (int)kernel.RunToEnd(task, address, new Value((long)obj.Definition.Address, obj.DisplayName())).Number : 0;
}
