using System;

namespace KlpShell;

/// <summary>A snapshot of a kernel.</summary>
public sealed record CheckpointInfo
{
    /// <summary>Its name.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The kernel that it was taken of.</summary>
    public required string Kernel { get; init; }

    /// <summary>The virtual time at which it was taken.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>How many patches were registered.</summary>
    public required int PatchCount { get; init; }
}
