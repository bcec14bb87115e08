using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Playing;

/// <summary>
/// Whether a transition that nothing holds up ended within its command or at a retry a second later: chance on a real machine, and
/// so read from the recording and given to the simulator. All else about the transition is held to the rules.
/// </summary>
internal static class TransitionChance
{
    /// <summary>True where the recording shows that it ended later, false that it ended at once, null where it shows neither.</summary>
    public static bool? EndedLater(IReadOnlyList<ScenarioEvent> events, int index)
    {
        StepEvent step = (StepEvent)events[index];
        int completing = Find(step.Log, "completing ");
        if (completing < 0 && Find(step.Log, "': starting ") >= 0) return true;
        int returned = Find(step.Log, ": klp_enable_patch() = ");
        if (returned >= 0 && Find(step.Log, "starting patching transition") >= 0) return completing > returned;
        for (int i = index + 1; i < events.Count; i++)
        {
            if (events[i] is StepEvent or PauseEvent) return null;
            if (events[i] is not SnapshotEvent snapshot || snapshot.Sysfs.IsDefault) continue;
            foreach (SysfsEntry entry in snapshot.Sysfs)
            {
                if (entry.Path.EndsWith("/transition", StringComparison.Ordinal) && entry.Value == "1") return true;
            }

            return false;
        }

        return null;
    }

    private static int Find(ImmutableArray<LogLine> log, string text)
    {
        for (int i = 0; i < log.Length; i++)
        {
            if (log[i].Text.Contains(text, StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
