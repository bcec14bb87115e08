namespace KlpShell.Conformance.Scenarios;

/// <summary>A wait or sleep between two commands; the recordings of the first two eras have none.</summary>
/// <param name="Kind">Its type in the recording.</param>
public sealed record PauseEvent(string Kind) : ScenarioEvent;
