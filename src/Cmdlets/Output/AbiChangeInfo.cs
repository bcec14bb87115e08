using System.Collections.Generic;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Comparing;

namespace KlpShell;

/// <summary>What became of an interface between two sets of entries, and what the README says of it.</summary>
public sealed record AbiChangeInfo
{
    /// <summary>What became of it.</summary>
    public AbiChangeKind Change { get; internal init; }

    /// <summary>What the README says of that.</summary>
    public AbiVerdict Verdict { get; internal init; }

    /// <summary>Its name.</summary>
    public string What { get; internal init; } = "";

    /// <summary>The level before; null when it is new.</summary>
    public AbiLevel? From { get; internal init; }

    /// <summary>The level after; null when it is gone.</summary>
    public AbiLevel? To { get; internal init; }

    /// <summary>The new spelling, or the name that it seems to have now; empty when there is none.</summary>
    public string NewName { get; internal init; } = "";

    /// <summary>The fields that differ.</summary>
    public IReadOnlyList<AbiFieldKind> Fields { get; internal init; } = [];

    /// <summary>What the rules say.</summary>
    public IReadOnlyList<AbiFindingInfo> Findings { get; internal init; } = [];

    /// <summary>The entry before; null when it is new.</summary>
    public AbiInfo? Before { get; internal init; }

    /// <summary>The entry after; null when it is gone.</summary>
    public AbiInfo? After { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Change} {What}";
}
