using System.Collections.Generic;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Playing;

/// <summary>The recorded commands that can only speak of the processes that are there already.</summary>
internal static partial class UpcomingCommands
{
    /// <summary>The commands behind a step, up to the next that starts a process in the background.</summary>
    public static string Behind(Scenario scenario, StepEvent step)
    {
        List<string> commands = [];
        bool reached = false;
        foreach (ScenarioEvent each in scenario.Events)
        {
            if (each is not StepEvent other) continue;
            if (reached && Background().IsMatch(other.Command)) break;
            if (reached) commands.Add(other.Command);
            reached |= ReferenceEquals(other, step);
        }

        return string.Join('\n', commands);
    }

    [GeneratedRegex(@"[^&>|]&(?![&>0-9-])")]
    private static partial Regex Background();
}
