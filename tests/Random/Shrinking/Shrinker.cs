using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Shrinking;

/// <summary>Cuts a failing history down: first to as few steps as break the same invariant, then to simpler arguments.</summary>
/// <param name="release">The release that it is played on.</param>
/// <param name="play">Plays steps; null for the usual way.</param>
internal sealed class Shrinker(Release release, Func<IReadOnlyList<Operation>, HistoryResult>? play = null)
{
    // A history that still fails is played this often at most.
    private const int MostTries = 4000;

    private int _tries;

    /// <summary>The shortest history that was found to break the same invariant.</summary>
    public HistoryResult Shrink(HistoryResult failing)
    {
        HistoryResult best = failing;
        bool shorter = true;
        while (shorter && _tries < MostTries)
        {
            int before = best.Operations.Count;
            best = Cut(best);
            HistoryResult simpler = Simplify(best);
            shorter = simpler.Operations.Count < before || !ReferenceEquals(simpler, best);
            best = simpler;
        }

        return best;
    }

    // Delta debugging: take out a half, a quarter, and so on down to single steps, from the end to the beginning.
    private HistoryResult Cut(HistoryResult best)
    {
        for (int size = Math.Max(1, best.Operations.Count / 2); size > 0; size /= 2)
        {
            for (int end = best.Operations.Count; end > 0; end = Math.Min(end - size, best.Operations.Count))
            {
                List<Operation> rest = [.. best.Operations];
                int start = Math.Max(0, end - size);
                rest.RemoveRange(start, end - start);
                if (Try(rest, best) is { } still) best = still;
            }
        }

        return best;
    }

    private HistoryResult Simplify(HistoryResult best)
    {
        for (int i = 0; i < best.Operations.Count; i++)
        {
            foreach (Operation simpler in best.Operations[i].Simpler())
            {
                List<Operation> changed = [.. best.Operations];
                changed[i] = simpler;
                if (Try(changed, best) is not { } still) continue;
                best = still;
                i--;
                break;
            }

        }

        return best;
    }

    private HistoryResult? Try(List<Operation> operations, HistoryResult best)
    {
        if (operations.Count == 0 || _tries++ >= MostTries) return null;
        HistoryResult result = play is null ? Playing.Histories.Play(release, operations) : play(operations);
        return result.Failure?.Invariant == best.Failure!.Invariant ? result : null;
    }
}
