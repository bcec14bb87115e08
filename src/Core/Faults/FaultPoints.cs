using System;
using System.Collections.Generic;

namespace KlpShell.Core.Faults;

/// <summary>What is known of the places that can fail: what they go by in manifests, and which releases have them.</summary>
public static class FaultPoints
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FaultPoint> All { get; } = Enum.GetValues<FaultPoint>();

    internal const int Count = (int)FaultPoint.ModuleInit + 1;

    /// <summary>True for memory that runs out (failslab), which is always ENOMEM; false for a function that fails (fail_function), with whatever errno.</summary>
    public static bool IsAllocation(FaultPoint point) =>
        point is FaultPoint.OpsAllocation or FaultPoint.KobjectName or FaultPoint.SysfsDirectory or FaultPoint.NopAllocation or FaultPoint.ShadowAllocation;

    /// <summary>The name of a place: the kernel function that fails, or what it is that isn't allocated.</summary>
    public static string NameOf(FaultPoint point) => point switch
    {
        FaultPoint.FtraceFilter => "ftrace_set_filter_ip",
        FaultPoint.FtraceUnfilter => "ftrace_set_filter_ip_remove",
        FaultPoint.FtraceRegister => "register_ftrace_function",
        FaultPoint.FtraceUnregister => "unregister_ftrace_function",
        FaultPoint.OpsAllocation => "ftrace_ops",
        FaultPoint.KobjectName => "kobject_name",
        FaultPoint.SysfsDirectory => "kernfs_node",
        FaultPoint.NopAllocation => "nop",
        FaultPoint.ShadowAllocation => "klp_shadow",
        FaultPoint.PrePatch => "klp_pre_patch_callback",
        FaultPoint.ModuleAllocation => "layout_and_allocate",
        FaultPoint.ModuleCopy => "copy_module_elf",
        FaultPoint.ModuleSysfs => "mod_sysfs_setup",
        _ => "do_init_module",
    };

    /// <summary>What a release must have for the place to be in it; null for one that each has.</summary>
    public static Feature? Needs(FaultPoint point) => point switch
    {
        FaultPoint.NopAllocation => Features.AtomicReplace,
        FaultPoint.ShadowAllocation => Features.ShadowVariables,
        FaultPoint.PrePatch => Features.Callbacks,

        // Where earlier kernels complain of it nothing shows: their WARN has a place of its own.
        FaultPoint.SysfsDirectory => Features.Consistency,
        FaultPoint.ModuleCopy => Features.Consistency,
        _ => null,
    };

    /// <summary>True where a release has the place.</summary>
    public static bool IsIn(FaultPoint point, Release release) => Needs(point) is not { } feature || release.Has(feature);
}
