using System;

namespace KlpShell.Conformance.Scenarios;

/// <summary>A file that isn't a scenario, and why.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Says what is wrong with which file.</summary>
    public ScenarioException(string file, string problem, Exception? cause = null)
        : base($"{file}: {problem}", cause)
    {
    }
}
