using System.Collections.Generic;

namespace KlpShell.Verdicts.Records;

/// <summary>What was done afterwards.</summary>
public sealed record LateSteps
{
    public IReadOnlyList<RecordedStep> Steps { get; init; } = [];
}
