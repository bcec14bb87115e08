using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core;

/// <summary>What one entrance into the kernel came to.</summary>
/// <param name="Status">Success, or the refusal.</param>
/// <param name="Output">What was read, for a read; else empty.</param>
/// <param name="Value">What the function returned, for a call.</param>
/// <param name="Log">The lines that were logged meanwhile.</param>
public sealed record EntranceResult(Status Status, string Output, Value Value, IReadOnlyList<LogRecord> Log)
{
    /// <summary>True when nothing was refused.</summary>
    public bool Succeeded => Status.Succeeded;

    /// <summary>True when the calling task was killed by an oops.</summary>
    public bool Killed => Status.Refusal == Refusal.Oops;

    /// <summary>True when the entrance can never come back.</summary>
    public bool Hung => Status.Refusal == Refusal.Hung;
}
