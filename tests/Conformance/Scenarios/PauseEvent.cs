namespace KlpShell.Conformance.Scenarios;

/// <summary>A wait or sleep between two commands; the recordings of the first two eras have none.</summary>
/// <param name="Kind">Its type in the recording.</param>
public sealed record PauseEvent(string Kind) : ScenarioEvent
{
    /// <summary>How long a sleep is.</summary>
    public double Seconds { get; init; }

    /// <summary>What a wait is for, in the recording's words.</summary>
    public string Until { get; init; } = "";

    /// <summary>The patch that a wait is about.</summary>
    public string Patch { get; init; } = "";
}
