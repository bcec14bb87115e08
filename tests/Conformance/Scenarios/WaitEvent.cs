namespace KlpShell.Conformance.Scenarios;

/// <summary>A wait between two commands.</summary>
/// <param name="Until">What for, in the recording's words.</param>
/// <param name="Patch">The patch that is meant; null where none is.</param>
public sealed record WaitEvent(string Until, string? Patch) : ScenarioEvent;
