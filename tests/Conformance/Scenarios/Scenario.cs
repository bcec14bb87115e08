using System.Collections.Immutable;

namespace KlpShell.Conformance.Scenarios;

/// <summary>A recording of what a real kernel did, whole: the commands, and what each of them came to.</summary>
/// <param name="Name">Its name, with its folder: <c>original/lifecycle</c>.</param>
/// <param name="Kernel">The kernel that it was recorded on, in the recording's words.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Events">What happened, in order.</param>
public sealed record Scenario(string Name, string Kernel, string Description, ImmutableArray<ScenarioEvent> Events)
{
    /// <summary>True when the scenario's shell died of an oops: the log is the serial console's then, and has no levels.</summary>
    public bool Crashed { get; init; }

    /// <summary>How many steps it has.</summary>
    public int StepCount
    {
        get
        {
            int count = 0;
            foreach (ScenarioEvent happened in Events)
            {
                if (happened is StepEvent) count++;
            }

            return count;
        }
    }
}
