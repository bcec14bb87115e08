using System;
using System.Collections.Immutable;

namespace KlpShell.Core.Hosts;

/// <summary>What a captured host comes to: who wins each function, who is stuck, and what isn't as it is expected.</summary>
/// <param name="Capture">What was captured.</param>
/// <param name="Release">The livepatch core that it was held against; null where there is none for the host's release.</param>
public sealed record HostReport(HostCapture Capture, Release? Release)
{
    /// <summary>The patches from the oldest to the newest, as far as the order is known.</summary>
    public ImmutableArray<HostPatch> Patches { get; init; } = [];

    /// <summary>By what the order is known.</summary>
    public HostOrderSource Order { get; init; }

    /// <summary>The patched functions, by object and name.</summary>
    public ImmutableArray<HostReplacement> Replacements { get; init; } = [];

    /// <summary>The patch in transition; null for none.</summary>
    public HostPatch? Transition { get; init; }

    /// <summary>Since when it is, in time since boot; null where the log doesn't tell.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>The tasks that have still to switch.</summary>
    public ImmutableArray<HostStuckTask> Stuck { get; init; } = [];

    /// <summary>What isn't as it is expected.</summary>
    public ImmutableArray<HostDifference> Differences { get; init; } = [];
}
