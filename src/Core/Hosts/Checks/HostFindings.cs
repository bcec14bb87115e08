using System.Collections.Generic;
using System.Collections.Immutable;

namespace KlpShell.Core.Hosts.Checks;

/// <summary>Differences as they are found. Of one kind no more than a thousand are kept.</summary>
internal sealed class HostFindings
{
    private const int MostOfAKind = 1000;

    private readonly List<HostDifference> _all = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Adds one.</summary>
    public void Add(HostRule rule, string subject, string message, string expected, string found)
    {
        int count = _counts.GetValueOrDefault(rule.Id) + 1;
        _counts[rule.Id] = count;
        if (count <= MostOfAKind) _all.Add(new HostDifference(rule, subject, message, expected, found));
    }

    public ImmutableArray<HostDifference> ToImmutable() => [.. _all];
}
