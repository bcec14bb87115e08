using System.Collections.Generic;

namespace KlpShell.Drawing;

/// <summary>The patches that things are about, each with the phase that it is in after each of them.</summary>
internal sealed class TimelineLanes
{
    private TimelineLanes(List<string> patches, PatchPhase?[][] phases) => (Patches, Phases) = (patches, phases);

    /// <summary>The patches, in the order in which they first came up.</summary>
    public IReadOnlyList<string> Patches { get; }

    /// <summary>For each thing that happened, the phase of each patch; null while it hasn't come up.</summary>
    public IReadOnlyList<PatchPhase?[]> Phases { get; }

    /// <summary>Lanes for things that happened, oldest first.</summary>
    public static TimelineLanes Of(IReadOnlyList<TimelineInfo> events)
    {
        List<string> patches = [];
        foreach (TimelineInfo one in events)
        {
            if (one is { Patch: { } patch, Phase: not null } && !patches.Contains(patch)) patches.Add(patch);
        }

        PatchPhase?[] now = new PatchPhase?[patches.Count];
        PatchPhase?[][] phases = new PatchPhase?[events.Count][];
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i] is { Patch: { } patch, Phase: { } phase }) now[patches.IndexOf(patch)] = phase;
            phases[i] = [.. now];
        }

        return new TimelineLanes(patches, phases);
    }
}
