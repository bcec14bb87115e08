namespace KlpShell.Conformance.Scenarios;

/// <summary>A sleep between two commands.</summary>
/// <param name="Seconds">How long.</param>
public sealed record SleepEvent(double Seconds) : ScenarioEvent;
