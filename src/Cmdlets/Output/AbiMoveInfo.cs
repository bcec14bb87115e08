using System.Collections.Generic;
using KlpShell.Core.Abi;

namespace KlpShell;

/// <summary>An entry that was moved to another level.</summary>
public sealed record AbiMoveInfo
{
    /// <summary>Its names.</summary>
    public required IReadOnlyList<string> What { get; init; }

    /// <summary>The level before.</summary>
    public required AbiLevel From { get; init; }

    /// <summary>The level now.</summary>
    public required AbiLevel To { get; init; }

    /// <summary>Who must be told: its users, then its contacts.</summary>
    public required IReadOnlyList<string> Told { get; init; }

    /// <summary>What the rules say of the move.</summary>
    public required IReadOnlyList<AbiFindingInfo> Findings { get; init; }

    /// <summary>The file that it was in.</summary>
    public required string OldFile { get; init; }

    /// <summary>The file that it is in now.</summary>
    public required string File { get; init; }
}
