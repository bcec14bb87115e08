namespace KlpShell;

/// <summary>A shadow variable as it was at one moment: data that a patch attached to an object from outside.</summary>
public sealed record ShadowVariableInfo
{
    /// <summary>The object's address.</summary>
    public ulong Address { get; internal init; }

    /// <summary>The same as a text, by which other cmdlets take it from the pipeline.</summary>
    public string Object => $"0x{Address:x16}";

    /// <summary>The symbol at that address; null where there is none.</summary>
    public string? Symbol { get; internal init; }

    /// <summary>The variable's id.</summary>
    public ulong Id { get; internal init; }

    /// <summary>What it holds: a number or a text.</summary>
    public object Data { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Object} {Id}";
}
