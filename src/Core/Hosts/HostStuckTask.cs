using System;

namespace KlpShell.Core.Hosts;

/// <summary>A task that a transition of a host waits for.</summary>
/// <param name="Task">The task.</param>
/// <param name="Patch">The patch in transition.</param>
/// <param name="Target">The side that it has to go to: 1 patched, 0 unpatched.</param>
/// <param name="Stall">Why it hasn't.</param>
public sealed record HostStuckTask(HostTask Task, HostPatch Patch, int Target, HostStall Stall)
{
    /// <summary>The function that is in the way, by the name of the one that the patch replaces; null for none.</summary>
    public string? Function { get; init; }

    /// <summary>The line of its stack that is in the way; null for none.</summary>
    public HostFrame? Frame { get; init; }

    /// <summary>Since when the transition lasts, in time since boot; null where the log doesn't tell.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>For how long it has lasted; null where that isn't known.</summary>
    public TimeSpan? Duration { get; init; }
}
