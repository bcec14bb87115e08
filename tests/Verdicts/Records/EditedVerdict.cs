namespace KlpShell.Verdicts.Records;

/// <summary>What a kernel did with a recorded module of which a field had been changed.</summary>
public sealed record EditedVerdict : Verdict
{
    /// <summary>What was changed.</summary>
    public required FieldEdit Change { get; init; }
}
