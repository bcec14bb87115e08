using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Manifests.Keys;

/// <summary>The closed sets of words that manifests use: the kernel's own.</summary>
internal static class Words
{
    /// <summary>ManifestKind.</summary>
    public static WordTable Kind { get; } = new("kind", ["Kernel", "Module", "Livepatch", "Abi"], [0, 1, 2, 3]);

    /// <summary>LogLevel.</summary>
    public static WordTable LogLevel { get; } = new("log_level", ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"], [0, 1, 2, 3, 4, 5, 6, 7]);

    /// <summary>TaskState, as far as it is a sleep.</summary>
    public static WordTable Sleep { get; } = new("sleep_state", ["uninterruptible", "killable", "interruptible"], [(int)TaskState.Uninterruptible, (int)TaskState.Killable, (int)TaskState.Interruptible]);

    /// <summary>ParameterType.</summary>
    public static WordTable ParameterType { get; } = new("parameter_type", ["charp", "bool", "int", "uint", "ulong", "int_array", "callback"], [0, 1, 2, 3, 4, 5, 6]);

    /// <summary>ExportKind.</summary>
    public static WordTable Export { get; } = new("export_kind", ["none", "any", "gpl"], [0, 1, 2]);

    /// <summary>1 for read-only data.</summary>
    public static WordTable Section { get; } = new("section_name", ["data", "rodata"], [0, 1]);

    /// <summary>AbiLevel.</summary>
    public static WordTable AbiLevel { get; } = new("abi_level", ["stable", "testing", "obsolete", "removed"], [0, 1, 2, 3]);

    /// <summary>The types of relocation, by the number in the ELF file (System V ABI, x86-64).</summary>
    public static WordTable RelocationType { get; } = new(
        "relocation_type",
        ["R_X86_64_NONE", "R_X86_64_64", "R_X86_64_PC32", "R_X86_64_PLT32", "R_X86_64_32", "R_X86_64_32S"],
        [0, 1, 2, 4, 10, 11]);

    /// <summary>1 for what the kernel's sample does.</summary>
    public static WordTable PatchInit { get; } = new("patch_init", ["sample", "register"], [1, 0]);

    /// <summary>FaultPoint, as far as it is a function that fails.</summary>
    public static WordTable FailFunction { get; } = new(
        "fail_function",
        ["ftrace_set_filter_ip", "ftrace_set_filter_ip_remove", "register_ftrace_function", "unregister_ftrace_function", "klp_pre_patch_callback", "layout_and_allocate", "copy_module_elf", "mod_sysfs_setup", "do_init_module"],
        [(int)FaultPoint.FtraceFilter, (int)FaultPoint.FtraceUnfilter, (int)FaultPoint.FtraceRegister, (int)FaultPoint.FtraceUnregister, (int)FaultPoint.PrePatch, (int)FaultPoint.ModuleAllocation, (int)FaultPoint.ModuleCopy, (int)FaultPoint.ModuleSysfs, (int)FaultPoint.ModuleInit]);

    /// <summary>FaultPoint, as far as it is memory that runs out.</summary>
    public static WordTable Failslab { get; } = new(
        "failslab",
        ["ftrace_ops", "kobject_name", "kernfs_node", "nop", "klp_shadow"],
        [(int)FaultPoint.OpsAllocation, (int)FaultPoint.KobjectName, (int)FaultPoint.SysfsDirectory, (int)FaultPoint.NopAllocation, (int)FaultPoint.ShadowAllocation]);

    /// <summary>KprobeKind.</summary>
    public static WordTable KprobeHandler { get; } = new("kprobe_handler", ["pre_handler", "post_handler", "kretprobe", "jprobe"], [0, 1, 2, 3]);
}
