using KlpShell.Core.Abi;

namespace KlpShell;

/// <summary>Something that a rule of the ABI found.</summary>
public sealed record AbiFindingInfo
{
    /// <summary>The rule's id, such as ABI040.</summary>
    public string Rule { get; internal init; } = "";

    /// <summary>The rule's name, such as StableVanished.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>How much it weighs.</summary>
    public AbiSeverity Severity { get; internal init; }

    /// <summary>The name of the interface; empty when it is about a whole file.</summary>
    public string What { get; internal init; } = "";

    /// <summary>The file; empty when there is none.</summary>
    public string File { get; internal init; } = "";

    /// <summary>The line of the file, from 1; 0 when it is the whole file.</summary>
    public int Line { get; internal init; }

    /// <summary>What was found, and what to do.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The reason for which it is suppressed; null when it is not.</summary>
    public string? SuppressedBecause { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Rule} {Severity}: {Message}";
}
