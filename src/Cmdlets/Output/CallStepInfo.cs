using System.Collections.Generic;

namespace KlpShell;

/// <summary>One call on the way: the entry bytes, the trampoline behind them, its handlers in order, and the code that ran.</summary>
public sealed record CallStepInfo
{
    /// <summary>How many functions deep the call was made; 0 for the outermost.</summary>
    public required int Depth { get; init; }

    /// <summary>The function that was called.</summary>
    public required string Function { get; init; }

    /// <summary>Its address.</summary>
    public required ulong Address { get; init; }

    /// <summary>The five bytes at its ftrace location, in hexadecimal; null where it has none.</summary>
    public required string? EntryBytes { get; init; }

    /// <summary>Where the call in those bytes goes; 0 for a NOP.</summary>
    public required ulong Trampoline { get; init; }

    /// <summary>Whose handlers ran there, in their order.</summary>
    public required IReadOnlyList<string> Handlers { get; init; }

    /// <summary>The function whose code ran.</summary>
    public required string Ran { get; init; }

    /// <summary>Where that code is.</summary>
    public required ulong RanAddress { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Internal.Format.Step(this);
}
