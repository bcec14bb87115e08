using System.Collections.Generic;
using KlpShell.Conformance.Comparing;

namespace KlpShell.Conformance.Playing;

/// <summary>What a step came to, with the snapshots that were taken after it.</summary>
/// <param name="Number">The step's number; 0 for what stands before the first.</param>
/// <param name="Command">The command.</param>
public sealed record StepResult(int Number, string Command)
{
    /// <summary>What the simulator answered otherwise.</summary>
    public List<Difference> Differences { get; } = [];

    /// <summary>True when nothing differed.</summary>
    public bool Passed => Differences.Count == 0;
}
