using System;
using System.Collections.Generic;
using KlpShell.Core.Hosts;

namespace KlpShell;

/// <summary>A captured host: what is enabled on it, who wins each function, who is stuck where and since when, and what isn't as it is expected.</summary>
public sealed record HostInfo : INamed
{
    /// <summary>Where it was read from.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The simulated kernel in its state; null where none was made.</summary>
    public string? Kernel { get; internal init; }

    /// <summary>What uname -r said; null where that isn't known.</summary>
    public string? UnameRelease { get; internal init; }

    /// <summary>The livepatch core that it was held against; null where there is none for its release.</summary>
    public string? Release { get; internal init; }

    /// <summary>True when nothing but notes was found: no difference that a sound host doesn't show.</summary>
    public bool Sound { get; internal init; }

    /// <summary>How long it was up; null where that isn't known.</summary>
    public TimeSpan? Uptime { get; internal init; }

    /// <summary>The number in /proc/sys/kernel/tainted; null where that isn't known.</summary>
    public long? Tainted { get; internal init; }

    /// <summary>Its taint as letters, as far as they concern modules and live patches.</summary>
    public string TaintLetters { get; internal init; } = "";

    /// <summary>The patches, the oldest first as far as the order is known.</summary>
    public IReadOnlyList<HostPatchInfo> Patches { get; internal init; } = [];

    /// <summary>By what the order of the patches is known.</summary>
    public HostOrderSource Order { get; internal init; }

    /// <summary>The patched functions, each with its winner.</summary>
    public IReadOnlyList<HostFunctionInfo> Functions { get; internal init; } = [];

    /// <summary>The patch in transition; null for none.</summary>
    public string? Transition { get; internal init; }

    /// <summary>Since when it is, in time since boot; null where the log doesn't tell.</summary>
    public TimeSpan? Since { get; internal init; }

    /// <summary>The tasks that have still to switch in it.</summary>
    public IReadOnlyList<HostTaskInfo> StalledTasks { get; internal init; } = [];

    /// <summary>What isn't as it is expected.</summary>
    public IReadOnlyList<HostDifferenceInfo> Differences { get; internal init; } = [];

    /// <summary>What was not captured or can't be read, and what can't be said without it.</summary>
    public IReadOnlyList<string> Gaps { get; internal init; } = [];

    /// <summary>How many modules are loaded; null where that isn't known.</summary>
    public int? ModuleCount { get; internal init; }

    /// <summary>How many threads were captured.</summary>
    public int TaskCount { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Path;

    string? INamed.NameFor(string kind) => kind == "Kernel" ? Kernel : null;
}
