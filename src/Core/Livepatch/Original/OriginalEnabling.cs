using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>Enabling and disabling in the original era: one ftrace user for each function, one after the other (kernel/livepatch/core.c).</summary>
internal sealed class OriginalEnabling(Kernel kernel) : RegisteringEnabling(kernel, s_places)
{
    // klp_disable_func lies within klp_disable_object in that build.
    private const string AddressLostWarn = "kernel/livepatch/core.c:285 klp_disable_object+0x9f/0xc0()";
    private const string UnwindObjectWarn = "kernel/livepatch/core.c:373 klp_enable_object+0x120/0x150()";

    private static readonly EnablingPlaces s_places = new(
        PatchState: "kernel/livepatch/core.c:435 __klp_enable_patch+0xe7/0x100()",
        ObjectState: "kernel/livepatch/core.c:357 klp_enable_object+0x13f/0x150()",
        FuncAddress: "kernel/livepatch/core.c:308 klp_enable_object+0x9e/0x150()",
        FuncState: "kernel/livepatch/core.c:311 klp_enable_object+0xc1/0x150()",
        Unwind: "kernel/livepatch/core.c:461 __klp_enable_patch+0xd4/0x100()");

    /// <summary>Each enabling looks anew which modules are there.</summary>
    protected override void BeforeObject(KlpObject obj) => OriginalInit.FindModule(Kernel, obj);

    /// <inheritdoc/>
    protected override void UnwindFailed(KernelTask task) => Kernel.Warn(task, UnwindObjectWarn);

    private protected override Status Hook(KlpFunc func) => FtraceHook.Set(Kernel, ((OriginalFunc)func).Ops!, func);

    // An ftrace user that will not go is the one failure that a disabling knows.
    private protected override Status Unhook(KlpFunc func, KernelTask task)
    {
        if (Kernel.Refuses(func.OldAddress == 0, Refusal.FunctionAddressMissing, func.OldName))
        {
            Kernel.Warn(task, AddressLostWarn);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionAddressMissing, func.OldName);
        }

        OriginalOps ops = ((OriginalFunc)func).Ops!;
        Status status = Kernel.Ftrace.Unregister(ops);
        if (!status.Succeeded)
        {
            Kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to unregister ftrace handler for function '{func.OldName}' ({status.ReturnValue})");
            return status with { Subject = func.OldName };
        }

        if (!Kernel.Ftrace.SetFilterIp(ops, func.OldAddress, remove: true).Succeeded)
        {
            Kernel.Log.Write(LogLevel.Warning, LivepatchCore.Prefix + "function unregister succeeded but failed to clear the filter");
        }

        func.State = KlpState.Disabled;
        return Status.Ok;
    }
}
