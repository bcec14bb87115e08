using System;
using System.Collections.Generic;
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

    /// <summary>The whole log of one of the kernel's own selftests, which is a script and has no steps; default for any other scenario.</summary>
    public ImmutableArray<LogLine> SelftestLog { get; init; }

    /// <summary>
    /// Whether the recording was made with the debug lines of the livepatch core on. Most were; one that logs the start of a
    /// transition, but not its initialising, was not.
    /// </summary>
    public bool HasDebugLines
    {
        get
        {
            bool started = false;
            foreach (LogLine line in AllLines())
            {
                if (line.Text.StartsWith("livepatch: ", StringComparison.Ordinal) && line.Text.Contains("': initializing ", StringComparison.Ordinal)) return true;
                started |= line.Text.StartsWith("livepatch: ", StringComparison.Ordinal) && line.Text.Contains("': starting ", StringComparison.Ordinal);
            }

            return !started;
        }
    }

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

    private IEnumerable<LogLine> AllLines()
    {
        if (!SelftestLog.IsDefault)
        {
            foreach (LogLine line in SelftestLog) yield return line;
        }

        foreach (ScenarioEvent happened in Events)
        {
            if (happened is not StepEvent step) continue;
            foreach (LogLine line in step.Log) yield return line;
        }
    }
}
