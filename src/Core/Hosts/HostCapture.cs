using System;
using System.Collections.Immutable;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts;

/// <summary>What was captured of a host, read and not yet judged.</summary>
public sealed record HostCapture
{
    /// <summary>What uname -r says; null where it wasn't captured.</summary>
    public string? UnameRelease { get; init; }

    /// <summary>What /proc/version says; null where it wasn't captured.</summary>
    public string? Version { get; init; }

    /// <summary>What /proc/cmdline says; null where it wasn't captured.</summary>
    public string? CommandLine { get; init; }

    /// <summary>How long the host was up; of the log's last stamp where only that is known, and null where that isn't either.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>The bits of /proc/sys/kernel/tainted; null where it wasn't captured.</summary>
    public long? Taints { get; init; }

    /// <summary>What /proc/sys/kernel/ftrace_enabled says; null where it wasn't captured.</summary>
    public bool? FtraceEnabled { get; init; }

    /// <summary>How many CPUs are online; null where it wasn't captured.</summary>
    public int? Cpus { get; init; }

    /// <summary>The lines of /proc/modules, newest module first; default where it wasn't captured.</summary>
    public ImmutableArray<HostModule> Modules { get; init; }

    /// <summary>The directories of /sys/kernel/livepatch by name; default where there is no such folder.</summary>
    public ImmutableArray<HostPatch> Patches { get; init; }

    /// <summary>The threads by rising id.</summary>
    public ImmutableArray<HostTask> Tasks { get; init; } = [];

    /// <summary>The kernel log; default where it wasn't captured.</summary>
    public ImmutableArray<HostLogLine> Log { get; init; }

    /// <summary>The lines of enabled_functions; default where it wasn't captured.</summary>
    public ImmutableArray<HostHook> Hooks { get; init; }

    /// <summary>The symbols of vmlinux and of the modules; null where it wasn't captured or is of no use.</summary>
    public SymbolTable? Symbols { get; init; }

    /// <summary>Why there are no symbols; null where there are.</summary>
    public string? SymbolProblem { get; init; }

    /// <summary>What ftrace can trace; null where it wasn't captured or is of no use.</summary>
    public TraceableSet? Traceable { get; init; }

    /// <summary>What is missing, and why.</summary>
    public ImmutableArray<HostGap> Gaps { get; init; } = [];

    /// <summary>The module of that name; null where there is none, or the list wasn't captured.</summary>
    public HostModule? Module(string name)
    {
        if (Modules.IsDefault) return null;
        foreach (HostModule module in Modules)
        {
            if (module.Name == name) return module;
        }

        return null;
    }
}
