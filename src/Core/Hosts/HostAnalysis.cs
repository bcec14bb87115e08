using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Hosts.Checks;

namespace KlpShell.Core.Hosts;

/// <summary>Judges what was captured of a host. It takes what is there: what was not captured is not judged.</summary>
public static class HostAnalysis
{
    /// <summary>Says what is enabled, who wins, who is stuck and what is odd.</summary>
    /// <param name="capture">What was captured.</param>
    /// <param name="release">The core whose rules the host goes by; null where there is no evidence for its release, and then only what every release has in common is checked.</param>
    public static HostReport Judge(HostCapture capture, Release? release)
    {
        ArgumentNullException.ThrowIfNull(capture);
        HostOrder order = new(capture);
        HostSymbols? symbols = capture.Symbols is null ? null : new HostSymbols(capture.Symbols);
        ImmutableArray<HostPatch> patches = capture.Patches.IsDefault ? [] : capture.Patches;
        IReadOnlyList<HostPatch> sorted = order.Sort(patches, out HostOrderSource source);
        HostPatch? transition = null;
        foreach (HostPatch patch in patches)
        {
            if (patch.Transition == true) transition ??= patch;
        }

        TimeSpan? since = transition is null ? null : HostTimes.TransitionSince(capture, transition.Name);
        HostReport report = new(capture, release)
        {
            Patches = [.. sorted],
            Order = source,
            Replacements = new HostWinners(capture, order, symbols, release).All(transition),
            Transition = transition,
            Since = since,
        };
        report = report with { Stuck = transition is null ? [] : new HostBlockers(report, symbols, order).All() };
        HostFindings findings = new();
        new PatchChecks(report, findings).Run();
        new ObjectChecks(report, symbols, findings).Run();
        new TaskChecks(report, findings).Run();
        if (order.Contradiction() is var (first, second))
        {
            findings.Add(HostRules.OrderContradicts, second.Name, $"The log says that {second.Name} was enabled after {first.Name}, and by /proc/modules its module was loaded before.", $"{first.Name} before {second.Name}", $"{second.Name} before {first.Name}");
        }

        return report with { Differences = findings.ToImmutable() };
    }
}
