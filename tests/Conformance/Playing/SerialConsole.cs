using System.Text.RegularExpressions;
using KlpShell.Conformance.Comparing;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Playing;

/// <summary>
/// The serial console, from which the log of a crashed scenario comes. With <c>loglevel=4</c> it shows errors and worse only, until
/// an oops turns everything on; whether the recording was made so isn't written down, but shows in what it holds.
/// </summary>
internal static partial class SerialConsole
{
    /// <summary>True when no line from before the first oops is one of those that the modules and the livepatch core log below an error.</summary>
    public static bool IsQuiet(Scenario scenario)
    {
        bool any = false;
        foreach (ScenarioEvent happened in scenario.Events)
        {
            if (happened is not StepEvent step) continue;
            foreach (LogLine line in step.Log)
            {
                if (LogRules.BeginsOops(line.Text)) return any;
                if (BelowError().IsMatch(line.Text)) return false;
                any = true;
            }
        }

        return any;
    }

    [GeneratedRegex(@"^(livepatch: (tainting|enabling|disabling|applying|reverting) |\w+: (klp_|state: |addr: |slot\[|rodata|lp_exit|tgt_|register|unregister|ftrace_))")]
    private static partial Regex BelowError();
}
