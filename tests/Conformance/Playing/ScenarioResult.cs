using System.Collections.Generic;

namespace KlpShell.Conformance.Playing;

/// <summary>What a scenario came to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">Its steps.</param>
public sealed record ScenarioResult(string Name, IReadOnlyList<StepResult> Steps)
{
    /// <summary>Why it wasn't played: the simulator hasn't got that kernel. Null when it was.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why it couldn't be read or played to its end; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>How many of its steps the recording has, played or not.</summary>
    public int StepCount { get; init; }

    /// <summary>True when it was played to its end and nothing differed.</summary>
    public bool Passed => Skipped is null && Problem is null && First is null;

    /// <summary>The first step in which something differed, or null.</summary>
    public StepResult? First
    {
        get
        {
            foreach (StepResult step in Steps)
            {
                if (!step.Passed) return step;
            }

            return null;
        }
    }

    /// <summary>How many steps passed.</summary>
    public int PassedSteps
    {
        get
        {
            int passed = 0;
            foreach (StepResult step in Steps)
            {
                if (step.Passed && step.Number > 0) passed++;
            }

            return passed;
        }
    }
}
