using System;
using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Planning;

/// <summary>What an operation did to a kernel that only rehearses, and what comes of it up to a horizon.</summary>
public sealed record Forecast
{
    /// <summary>The kernel before the operation. A copy.</summary>
    public required Kernel Before { get; init; }

    /// <summary>The kernel right after it. A copy.</summary>
    public required Kernel After { get; init; }

    /// <summary>The kernel at the horizon. A copy.</summary>
    public required Kernel AtHorizon { get; init; }

    /// <summary>The checks that the kernel made, in its order. One that isn't the kernel's own code's to make (a callback's answer, an oops) is there where it refused.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>The lines that the operation logged.</summary>
    public required IReadOnlyList<LogRecord> Log { get; init; }

    /// <summary>The lines that come after it, up to the horizon.</summary>
    public required IReadOnlyList<LogRecord> LaterLog { get; init; }

    /// <summary>What the operation does to the files.</summary>
    public required IReadOnlyList<FileChange> Changes { get; init; }

    /// <summary>What happens to them after it, up to the horizon.</summary>
    public required IReadOnlyList<FileChange> LaterChanges { get; init; }

    /// <summary>When the transition that the operation leaves the kernel in ends, in virtual time since boot; null where it doesn't up to the horizon, and where there is none.</summary>
    public TimeSpan? TransitionEnds { get; init; }

    /// <summary>The patch whose transition the operation leaves the kernel in; null for none.</summary>
    public string? InTransition { get; init; }

    /// <summary>The function at which the rehearsal came to code of the host; null where it didn't, and all that is said here is exact.</summary>
    public string? StoppedAt => AtHorizon.StoppedAt;

    /// <summary>True when a transition is still under way at the horizon that the operation began, or turned round.</summary>
    public bool Stalls => InTransition is not null && AtHorizon.Livepatch.CurrentTransition?.Patch.Name == InTransition;

    /// <summary>The tasks that hold the transition up right after the operation.</summary>
    public IReadOnlyList<TransitionBlock> HeldUpBy => After.Livepatch.TransitionBlocks();
}
