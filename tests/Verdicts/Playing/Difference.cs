namespace KlpShell.Verdicts.Playing;

/// <summary>The first thing in which a record and the simulator differ.</summary>
/// <param name="Where">What was compared.</param>
/// <param name="Recorded">What was recorded.</param>
/// <param name="Simulated">What the simulator came to.</param>
public sealed record Difference(string Where, string Recorded, string Simulated)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: recorded {Recorded}; simulated {Simulated}";
}
