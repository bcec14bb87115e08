using System;
using System.Collections.Generic;

namespace KlpShell.Core.Hosts;

/// <summary>In which order the patches of a host were enabled, by the best of the signs: stack_order, the log, the list of modules.</summary>
public sealed class HostOrder
{
    private const string Enabling = "livepatch: enabling patch '";

    private readonly HostCapture _capture;
    private readonly Dictionary<string, int> _logged = new(StringComparer.Ordinal);
    private readonly bool _byModules;

    /// <summary>Looks for the signs.</summary>
    /// <param name="capture">What was captured.</param>
    public HostOrder(HostCapture capture)
    {
        _capture = capture;
        if (!capture.Log.IsDefault)
        {
            for (int i = 0; i < capture.Log.Length; i++)
            {
                string text = capture.Log[i].Text;
                if (text.Length > Enabling.Length && text.StartsWith(Enabling, StringComparison.Ordinal) && text.EndsWith('\'')) _logged[text[Enabling.Length..^1]] = i;
            }
        }

        // Only patches of the consistency era have this file.
        _byModules = !capture.Modules.IsDefault && !capture.Patches.IsDefault && !capture.Patches.IsEmpty;
        if (_byModules)
        {
            foreach (HostPatch patch in capture.Patches) _byModules &= patch.Attributes.ContainsKey("transition");
        }
    }

    /// <summary>Some patches from the oldest to the newest, as far as it is known.</summary>
    /// <param name="patches">The patches.</param>
    /// <param name="source">By what; Unknown where not even the newest is known.</param>
    /// <returns>All of them; where the order isn't known, by name.</returns>
    public IReadOnlyList<HostPatch> Sort(IReadOnlyList<HostPatch> patches, out HostOrderSource source)
    {
        List<HostPatch> sorted = [.. patches];
        sorted.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        source = HostOrderSource.OnlyOne;
        if (sorted.Count < 2) return sorted;
        source = HostOrderSource.StackOrder;
        if (TrySort(sorted, static patch => patch.StackOrder ?? -1, 0)) return sorted;

        // The log loses its oldest lines first: the one patch that it doesn't tell of is older than all that it does.
        source = HostOrderSource.Log;
        if (TrySort(sorted, LogRank, 1)) return sorted;
        source = HostOrderSource.ModuleList;
        if (_byModules && TrySort(sorted, ModuleRank, 0)) return sorted;
        source = HostOrderSource.Unknown;
        return sorted;
    }

    /// <summary>The newest of some patches; null where it isn't known.</summary>
    public HostPatch? Newest(IReadOnlyList<HostPatch> patches, out HostOrderSource source)
    {
        IReadOnlyList<HostPatch> sorted = Sort(patches, out source);
        if (source != HostOrderSource.Unknown) return sorted.Count == 0 ? null : sorted[^1];

        // Older ones may be missing from the log, but the last that it tells of is the newest all the same.
        HostPatch? newest = null;
        foreach (HostPatch patch in sorted)
        {
            if (LogRank(patch) >= 0 && (newest is null || LogRank(patch) > LogRank(newest))) newest = patch;
        }

        if (newest is not null) source = HostOrderSource.Log;
        return newest;
    }

    /// <summary>Two patches of which the log says that the second came later, and the list of modules the first; null for none.</summary>
    public (HostPatch First, HostPatch Second)? Contradiction()
    {
        if (!_byModules) return null;
        foreach (HostPatch first in _capture.Patches)
        {
            foreach (HostPatch second in _capture.Patches)
            {
                if (LogRank(first) < 0 || LogRank(second) <= LogRank(first)) continue;
                if (ModuleRank(first) >= 0 && ModuleRank(second) >= 0 && ModuleRank(first) > ModuleRank(second)) return (first, second);
            }
        }

        return null;
    }

    /// <summary>Where the log tells of a patch's enabling; -1 where it doesn't.</summary>
    private int LogRank(HostPatch patch) => _logged.GetValueOrDefault(patch.Name, -1);

    // The list has the newest module first.
    private int ModuleRank(HostPatch patch)
    {
        for (int i = 0; i < _capture.Modules.Length; i++)
        {
            if (_capture.Modules[i].Name == patch.Name) return _capture.Modules.Length - 1 - i;
        }

        return -1;
    }

    private static bool TrySort(List<HostPatch> patches, Func<HostPatch, int> rank, int missing)
    {
        HashSet<int> seen = [];
        foreach (HostPatch patch in patches)
        {
            int place = rank(patch);
            if (place < 0 && --missing < 0) return false;
            if (!seen.Add(place)) return false;
        }

        patches.Sort((a, b) => rank(a).CompareTo(rank(b)));
        return true;
    }
}
