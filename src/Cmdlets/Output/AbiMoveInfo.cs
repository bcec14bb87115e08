using System.Collections.Generic;
using KlpShell.Core.Abi;

namespace KlpShell;

/// <summary>An entry that was moved to another level.</summary>
public sealed record AbiMoveInfo
{
    /// <summary>Its names.</summary>
    public IReadOnlyList<string> What { get; internal init; } = [];

    /// <summary>The level before.</summary>
    public AbiLevel From { get; internal init; }

    /// <summary>The level now.</summary>
    public AbiLevel To { get; internal init; }

    /// <summary>Who must be told: its users, then its contacts.</summary>
    public IReadOnlyList<string> Told { get; internal init; } = [];

    /// <summary>What the rules say of the move.</summary>
    public IReadOnlyList<AbiFindingInfo> Findings { get; internal init; } = [];

    /// <summary>The file that it was in.</summary>
    public string OldFile { get; internal init; } = "";

    /// <summary>The file that it is in now.</summary>
    public string File { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", What)}: {From} to {To}";
}
