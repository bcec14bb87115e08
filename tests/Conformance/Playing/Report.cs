using System.Collections.Generic;
using System.IO;
using KlpShell.Conformance.Comparing;

namespace KlpShell.Conformance.Playing;

/// <summary>Tells people what came of scenarios: a line for each, and one in the end.</summary>
/// <param name="writer">Where it is told.</param>
/// <param name="verbose">True to tell every difference, not only the first.</param>
public sealed class Report(TextWriter writer, bool verbose)
{
    private int _scenarios;
    private int _passed;
    private int _steps;
    private int _passedSteps;
    private int _skipped;

    /// <summary>True when something was played and all of it passed.</summary>
    public bool AllPassed => _scenarios > 0 && _passed == _scenarios;

    /// <summary>Tells of one scenario.</summary>
    public void Add(ScenarioResult result)
    {
        if (result.Skipped is { } reason)
        {
            _skipped++;
            writer.WriteLine($"skip {result.Name}: {reason}");
            return;
        }

        _scenarios++;
        _steps += result.StepCount;
        _passedSteps += result.PassedSteps;
        if (result.Passed)
        {
            _passed++;
            writer.WriteLine($"ok   {result.Name} ({result.StepCount} steps)");
            return;
        }

        writer.WriteLine($"FAIL {result.Name}");
        if (result.First is { } first) Tell(first, verbose ? first.Differences : first.Differences[..1]);
        if (verbose)
        {
            foreach (StepResult step in result.Steps)
            {
                if (!step.Passed && step != result.First) Tell(step, step.Differences);
            }
        }

        if (result.Problem is { } problem) writer.WriteLine($"    {problem}");
    }

    /// <summary>Tells the sum.</summary>
    public void End()
    {
        if (_skipped > 0) writer.WriteLine($"skipped: {_skipped} scenarios, for which the simulator has no kernel");
        writer.WriteLine($"conformance: {_passed} of {_scenarios} scenarios, {_passedSteps} of {_steps} steps");
    }

    private void Tell(StepResult step, IEnumerable<Difference> differences)
    {
        writer.WriteLine($"    step {step.Number} `{step.Command}`");
        foreach (Difference difference in differences) writer.WriteLine($"      {difference}");
    }
}
