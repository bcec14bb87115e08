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

    /// <summary>What the patched files say, by path.</summary>
    public ImmutableSortedDictionary<string, string>? Reads { get; init; }

    /// <summary>How many processes stood on which side of a transition: -1 idle, 0 unpatched, 1 patched. Only later recordings have it.</summary>
    public ImmutableSortedDictionary<string, long>? PatchState { get; init; }

    /// <summary>The processes that stood on another side than most, as <c>STATE COMM pid=PID</c>.</summary>
    public ImmutableArray<string> MinorityTasks { get; init; }

    /// <summary>True when the program that took it was killed, so that what follows the last part is missing.</summary>
    public bool Killed { get; init; }
}
