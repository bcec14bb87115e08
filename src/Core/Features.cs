using System.Collections.Generic;

namespace KlpShell.Core;

/// <summary>All features that tell the releases apart. What a release has is in its own record, nowhere else.</summary>
public static class Features
{
    private const string Core = "kernel/livepatch/core.c";

    /// <summary>The four calls register, enable, disable, unregister.</summary>
    public static Feature Registration { get; } = new("registration", "4.0", Core + ", klp_register_patch") { GoneIn = "5.1" };

    /// <summary>Addresses and relocations that the author writes down (old_addr, klp_reloc).</summary>
    public static Feature AuthorAddresses { get; } = new("author-addresses", "4.0", "include/linux/livepatch.h, struct klp_reloc") { GoneIn = "4.6" };

    /// <summary>One ftrace user for each function that a patch replaces.</summary>
    public static Feature OpsPerFunc { get; } = new("ops-per-func", "b700e7f03d", Core + " of b700e7f03d, klp_enable_func") { GoneIn = "4.0" };

    /// <summary>A func stack for each replaced function; the newest wins.</summary>
    public static Feature FuncStack { get; } = new("func-stack", "4.0", Core + ", struct klp_ops");

    /// <summary>A replaced function takes nobody else who moves the instruction pointer.</summary>
    public static Feature IpModify { get; } = new("ipmodify", "4.0", Core + " of 33e8612f64, FTRACE_OPS_FL_IPMODIFY");

    /// <summary>Only the first disabled patch may be enabled, only the last enabled one disabled.</summary>
    public static Feature StrictOrder { get; } = new("strict-order", "4.0", Core + ", __klp_enable_patch, __klp_disable_patch") { GoneIn = "5.1" };

    /// <summary>The directories of patches, objects and functions.</summary>
    public static Feature SysfsTree { get; } = new("sysfs-tree", "4.0", Core + ", klp_init, klp_init_patch, klp_init_object, klp_init_func")
    {
        AbiPaths = ["/sys/kernel/livepatch", "/sys/kernel/livepatch/<patch>", "/sys/kernel/livepatch/<patch>/<object>", "/sys/kernel/livepatch/<patch>/<object>/<function>"],
    };

    /// <summary>The file <c>enabled</c>.</summary>
    public static Feature SysfsEnabled { get; } = new("sysfs-enabled", "4.0", Core + ", enabled_store") { AbiPaths = ["/sys/kernel/livepatch/<patch>/enabled"] };

    /// <summary>The consistency model: tasks switch one by one.</summary>
    public static Feature Consistency { get; } = new("consistency", "4.12", "kernel/livepatch/transition.c");

    /// <summary>The file <c>transition</c>.</summary>
    public static Feature SysfsTransition { get; } = new("sysfs-transition", "4.12", Core + ", transition_show") { AbiPaths = ["/sys/kernel/livepatch/<patch>/transition"] };

    /// <summary>The file <c>force</c>.</summary>
    public static Feature SysfsForce { get; } = new("sysfs-force", "4.15", Core + ", force_store") { AbiPaths = ["/sys/kernel/livepatch/<patch>/force"] };

    /// <summary>The position of a symbol among those of its name, and its place in a function's directory.</summary>
    public static Feature SymbolPosition { get; } = new("sympos", "4.5", Core + ", klp_find_object_symbol") { AbiPaths = ["/sys/kernel/livepatch/<patch>/<object>/<function,sympos>"] };

    /// <summary>A module that a patch can't be applied to is refused.</summary>
    public static Feature RefusesModules { get; } = new("refuses-modules", "4.6", Core + ", klp_module_coming");

    /// <summary>Callbacks of an object.</summary>
    public static Feature Callbacks { get; } = new("callbacks", "4.15", "kernel/livepatch/core.h, klp_pre_patch_callback");

    /// <summary>Shadow variables.</summary>
    public static Feature ShadowVariables { get; } = new("shadow-variables", "4.15", "kernel/livepatch/shadow.c");

    /// <summary>Atomic replace, with nops.</summary>
    public static Feature AtomicReplace { get; } = new("atomic-replace", "5.1", Core + ", klp_add_nops");

    /// <summary>System states.</summary>
    public static Feature States { get; } = new("states", "5.5", "kernel/livepatch/state.c");

    /// <summary>kernel.ftrace_enabled can't be cleared under a patch.</summary>
    public static Feature PermanentFtrace { get; } = new("permanent-ftrace", "5.5", "kernel/trace/ftrace.c, is_permanent_ops_registered");

    /// <summary>The file <c>patched</c> of an object.</summary>
    public static Feature SysfsPatched { get; } = new("sysfs-patched", "6.1", Core + ", patched_show") { AbiPaths = ["/sys/kernel/livepatch/<patch>/<object>/patched"] };

    /// <summary>Tasks switch in cond_resched too; turning that on makes the idle CPUs pass their switching point at once.</summary>
    public static Feature ReschedSwitch { get; } = new("resched-switch", "6.3", "kernel/livepatch/transition.c, klp_cond_resched_enable");

    /// <summary>The file <c>replace</c>.</summary>
    public static Feature SysfsReplace { get; } = new("sysfs-replace", "6.11", Core + ", replace_show") { AbiPaths = ["/sys/kernel/livepatch/<patch>/replace"] };

    /// <summary>All of them, oldest first.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        Registration, AuthorAddresses, OpsPerFunc, FuncStack, IpModify, StrictOrder, SysfsTree, SysfsEnabled, SymbolPosition, RefusesModules, Consistency, SysfsTransition,
        SysfsForce, Callbacks, ShadowVariables, AtomicReplace, States, PermanentFtrace, SysfsPatched, ReschedSwitch, SysfsReplace,
    ];
}
