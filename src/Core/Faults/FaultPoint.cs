namespace KlpShell.Core.Faults;

/// <summary>A place in the kernel that can fail for a reason of its own, and that a <see cref="Fault"/> makes fail. The numbers stand in no file: manifests have names (<see cref="FaultPoints"/>).</summary>
public enum FaultPoint
{
    /// <summary>ftrace_set_filter_ip, for a function that is added.</summary>
    FtraceFilter,
    /// <summary>ftrace_set_filter_ip, for a function that is taken out.</summary>
    FtraceUnfilter,
    /// <summary>register_ftrace_function.</summary>
    FtraceRegister,
    /// <summary>unregister_ftrace_function. Where a livepatch core can't go back, freed memory stays hooked: the kernel is corrupted.</summary>
    FtraceUnregister,
    /// <summary>The allocation of an ftrace user: that of a function in the original era, that of a func stack later (klp_init_func, klp_enable_func, klp_patch_func).</summary>
    OpsAllocation,
    /// <summary>The allocation of a directory's name (kobject_set_name_vargs).</summary>
    KobjectName,
    /// <summary>The allocation of the directory itself (kernfs_new_node, behind kobject_add_internal).</summary>
    SysfsDirectory,
    /// <summary>The allocation of a nop, or of the object that it lies in (klp_alloc_func_nop, klp_alloc_object_dynamic).</summary>
    NopAllocation,
    /// <summary>The allocation of a shadow variable (__klp_shadow_get_or_alloc).</summary>
    ShadowAllocation,
    /// <summary>A pre_patch callback: it doesn't run, and is taken to have returned this.</summary>
    PrePatch,
    /// <summary>The memory of a module that is being loaded, behind the checks of its file (layout_and_allocate).</summary>
    ModuleAllocation,
    /// <summary>The copy of a livepatch's ELF data that its relocations need later (copy_module_elf).</summary>
    ModuleCopy,
    /// <summary>The directory of a module that is being loaded, behind its notifiers and parameters (mod_sysfs_setup).</summary>
    ModuleSysfs,
    /// <summary>The start of a module's init, before its code runs (do_init_module).</summary>
    ModuleInit,
}
