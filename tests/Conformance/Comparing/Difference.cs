namespace KlpShell.Conformance.Comparing;

/// <summary>Something that the simulator answered otherwise than the recorded kernel.</summary>
/// <param name="Place">What differs: the exit status, a line of the output or the log, a part of a snapshot.</param>
/// <param name="Expected">What was recorded.</param>
/// <param name="Got">What the simulator answered.</param>
public sealed record Difference(string Place, string Expected, string Got)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}\n      expected: {Expected}\n      got:      {Got}";
}
