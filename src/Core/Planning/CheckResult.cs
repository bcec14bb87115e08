using KlpShell.Core.Machine;

namespace KlpShell.Core.Planning;

/// <summary>One check that the kernel made on the way of an operation.</summary>
/// <param name="Check">Which check; its name is what it would refuse.</param>
/// <param name="Subject">What it looked at, by name; null where that has none.</param>
/// <param name="Passed">False for the check that refused.</param>
/// <param name="Sequence">The number that the log's next line had when it was made.</param>
public sealed record CheckResult(Refusal Check, string? Subject, bool Passed, long Sequence);
