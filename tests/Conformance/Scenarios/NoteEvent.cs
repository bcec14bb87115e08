namespace KlpShell.Conformance.Scenarios;

/// <summary>A remark. On a kernel with randomised addresses it tells the running address of symbols.</summary>
/// <param name="Text">The remark.</param>
public sealed record NoteEvent(string Text) : ScenarioEvent;
