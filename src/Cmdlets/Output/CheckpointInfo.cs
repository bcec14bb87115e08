using System;

namespace KlpShell;

/// <summary>A snapshot of a kernel.</summary>
public sealed record CheckpointInfo
{
    /// <summary>Its name.</summary>
    public string Checkpoint { get; internal init; } = "";

    /// <summary>The kernel that it was taken of.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>The virtual time at which it was taken.</summary>
    public TimeSpan Time { get; internal init; }

    /// <summary>How many patches were registered.</summary>
    public int PatchCount { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Checkpoint;
}
