namespace KlpShell.Core.Faults;

/// <summary>A place in the kernel that can fail for a reason of its own, and that a <see cref="FaultPlan"/> can make fail.</summary>
internal enum FaultPoint
{
    /// <summary>ftrace_set_filter_ip, for a function that is added.</summary>
    FtraceFilter,
    /// <summary>ftrace_set_filter_ip, for a function that is taken out.</summary>
    FtraceUnfilter,
    /// <summary>register_ftrace_function.</summary>
    FtraceRegister,
    /// <summary>unregister_ftrace_function.</summary>
    FtraceUnregister,
    /// <summary>The allocation of an ftrace user: that of a function in the original era, that of a func stack later.</summary>
    OpsAllocation,
    /// <summary>The allocation of a directory's name (kobject_set_name_vargs).</summary>
    KobjectName,
    /// <summary>The allocation of a nop, or of the object that it lies in (klp_alloc_func_nop, klp_alloc_object_dynamic).</summary>
    NopAllocation,
    /// <summary>The allocation of a shadow variable.</summary>
    ShadowAllocation,
    /// <summary>What a pre_patch callback returns.</summary>
    PrePatch,
    /// <summary>The start of a module's init, before its code runs (do_init_module).</summary>
    ModuleInit,
}
