using System.Collections.Immutable;

namespace KlpShell.Core.Ftrace;

/// <summary>What differs between the ftrace of two releases.</summary>
/// <param name="PermanentGuard">True where kernel.ftrace_enabled can't be cleared under permanent ops (5.5 and later).</param>
public sealed record FtraceProfile(bool PermanentGuard)
{
    /// <summary>True where the only user that is left gets its own trampoline back (__ftrace_hash_rec_update of later kernels).</summary>
    public bool TrampolineComesBack { get; init; }

    /// <summary>True where a module's init function can be traced while it runs (4.15 and later: __init no longer means notrace, include/linux/init.h).</summary>
    public bool TracesInit { get; init; }

    /// <summary>True where /proc/kallsyms lists trampolines (5.8 and later).</summary>
    public bool ListsTrampolines { get; init; }

    /// <summary>Where tracefs is mounted: from 4.1 on in a place of its own, too.</summary>
    public ImmutableArray<string> Directories { get; init; } = ["/sys/kernel/debug/tracing"];

    /// <summary>Where it complains of a module that comes with a function which somebody replaces already (referenced_filters).</summary>
    internal string ReferencedWarn { get; init; } = "kernel/trace/ftrace.c:6947 ftrace_module_enable+0x28e/0x2a0";

    /// <summary>Where it complains of a function that is unhooked more often than hooked, and gives up for good (__ftrace_hash_rec_update).</summary>
    internal string CountWarn { get; init; } = "kernel/trace/ftrace.c:1791 __ftrace_hash_rec_update+0x307/0x440";

    /// <summary>What a kprobe event on a function that isn't there comes to.</summary>
    internal KprobeEventRules Events { get; init; } = KprobeEventRules.Early;

    /// <summary>How a line of enabled_functions reads.</summary>
    internal EnabledFunctionStyle Style { get; init; } = EnabledFunctionStyle.ListOnly;
}
