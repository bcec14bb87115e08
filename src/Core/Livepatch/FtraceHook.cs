using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>How every core hooks a function: the filter, and then the registration, each with its line when ftrace refuses (klp_enable_func, klp_patch_func).</summary>
internal static class FtraceHook
{
    /// <summary>Hooks a function. After a refusal nothing is hooked, and the filter is as before.</summary>
    public static Status Set(Kernel kernel, FtraceOps ops, KlpFunc func)
    {
        Status status = kernel.Ftrace.SetFilterIp(ops, func.OldAddress);
        if (!status.Succeeded)
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to set ftrace filter for function '{func.OldName}' ({status.ReturnValue})");
            return status with { Subject = func.OldName };
        }

        status = kernel.Ftrace.Register(ops);
        if (status.Succeeded) return status;
        kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to register ftrace handler for function '{func.OldName}' ({status.ReturnValue})");
        kernel.Ftrace.SetFilterIp(ops, func.OldAddress, remove: true);
        return status with { Subject = func.OldName };
    }
}
