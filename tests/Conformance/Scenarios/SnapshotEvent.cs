using System.Collections.Immutable;

namespace KlpShell.Conformance.Scenarios;

/// <summary>What the machine looked like at one moment. A part that is null or default was not recorded.</summary>
/// <param name="Label">A name for the moment.</param>
public sealed record SnapshotEvent(string Label) : ScenarioEvent
{
    /// <summary>The tree under /sys/kernel/livepatch, depth first.</summary>
    public ImmutableArray<SysfsEntry> Sysfs { get; init; }

    /// <summary>The lines of /proc/modules, of the modules that belong to the recordings.</summary>
    public ImmutableArray<string> Modules { get; init; }

    /// <summary>One line for each of those modules, with its initstate, refcnt and taint.</summary>
    public ImmutableArray<string> ModuleState { get; init; }

    /// <summary>The lines of enabled_functions.</summary>
    public ImmutableArray<string> EnabledFunctions { get; init; }

    /// <summary>kernel.tainted.</summary>
    public long? Tainted { get; init; }

    /// <summary>kernel.ftrace_enabled.</summary>
    public long? FtraceEnabled { get; init; }

    /// <summary>The processes that stand on another side of a transition than most do (later releases).</summary>
    public ImmutableArray<string> MinorityTasks { get; init; }

    /// <summary>What the patched files say, by path.</summary>
    public ImmutableSortedDictionary<string, string>? Reads { get; init; }

    /// <summary>True when the program that took it was killed, so that what follows the last part is missing.</summary>
    public bool Killed { get; init; }
}
