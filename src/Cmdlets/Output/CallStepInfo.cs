using System.Collections.Generic;

namespace KlpShell;

/// <summary>One call on the way: the entry bytes, the trampoline behind them, its handlers in order, and the code that ran.</summary>
public sealed record CallStepInfo
{
    /// <summary>How many functions deep the call was made; 0 for the outermost.</summary>
    public int Depth { get; internal init; }

    /// <summary>The function that was called.</summary>
    public string Function { get; internal init; } = "";

    /// <summary>Its address.</summary>
    public ulong Address { get; internal init; }

    /// <summary>The five bytes at its ftrace location, in hexadecimal; null where it has none.</summary>
    public string? EntryBytes { get; internal init; }

    /// <summary>Where the call in those bytes goes; 0 for a NOP.</summary>
    public ulong Trampoline { get; internal init; }

    /// <summary>Whose handlers ran there, in their order.</summary>
    public IReadOnlyList<string> Handlers { get; internal init; } = [];

    /// <summary>The function whose code ran.</summary>
    public string Ran { get; internal init; } = "";

    /// <summary>Where that code is.</summary>
    public ulong RanAddress { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Internal.Format.Step(this);
}
