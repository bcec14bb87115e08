using System.Collections.Generic;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Comparing;

namespace KlpShell;

/// <summary>What became of an interface between two sets of entries, and what the README says of it.</summary>
public sealed record AbiChangeInfo
{
    /// <summary>What became of it.</summary>
    public required AbiChangeKind Change { get; init; }

    /// <summary>What the README says of that.</summary>
    public required AbiVerdict Verdict { get; init; }

    /// <summary>Its name.</summary>
    public required string What { get; init; }

    /// <summary>The level before; null when it is new.</summary>
    public required AbiLevel? From { get; init; }

    /// <summary>The level after; null when it is gone.</summary>
    public required AbiLevel? To { get; init; }

    /// <summary>The new spelling, or the name that it seems to have now; empty when there is none.</summary>
    public required string NewName { get; init; }

    /// <summary>The fields that differ.</summary>
    public required IReadOnlyList<AbiFieldKind> Fields { get; init; }

    /// <summary>What the rules say.</summary>
    public required IReadOnlyList<AbiFindingInfo> Findings { get; init; }

    /// <summary>The entry before; null when it is new.</summary>
    public required AbiInfo? Before { get; init; }

    /// <summary>The entry after; null when it is gone.</summary>
    public required AbiInfo? After { get; init; }
}
