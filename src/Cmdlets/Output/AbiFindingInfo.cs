using KlpShell.Core.Abi;

namespace KlpShell;

/// <summary>Something that a rule of the ABI found.</summary>
public sealed record AbiFindingInfo
{
    /// <summary>The rule's id, such as ABI040.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's name, such as StableVanished.</summary>
    public required string Name { get; init; }

    /// <summary>How much it weighs.</summary>
    public required AbiSeverity Severity { get; init; }

    /// <summary>The name of the interface; empty when it is about a whole file.</summary>
    public required string What { get; init; }

    /// <summary>The file; empty when there is none.</summary>
    public required string File { get; init; }

    /// <summary>The line of the file, from 1; 0 when it is the whole file.</summary>
    public required int Line { get; init; }

    /// <summary>What was found, and what to do.</summary>
    public required string Message { get; init; }

    /// <summary>The reason for which it is suppressed; null when it is not.</summary>
    public string? SuppressedBecause { get; init; }
}
