namespace KlpShell.Conformance.Scenarios;

/// <summary>One thing that a recording tells of.</summary>
public abstract record ScenarioEvent;
