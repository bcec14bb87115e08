using KlpShell.Core.ModuleFiles.Comparing;

namespace KlpShell;

/// <summary>A difference between two builds of a module.</summary>
public sealed record ModuleChangeInfo
{
    /// <summary>What became of the part.</summary>
    public ModuleChangeKind Change { get; internal init; }

    /// <summary>What the part is.</summary>
    public ModulePartKind Part { get; internal init; }

    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What the first build says; null where it hasn't got it.</summary>
    public string? Reference { get; internal init; }

    /// <summary>What the second build says; null where it hasn't got it.</summary>
    public string? Difference { get; internal init; }

    /// <summary>A function's length in the first build, in bytes; 0 for other parts.</summary>
    public ulong ReferenceSize { get; internal init; }

    /// <summary>A function's length in the second build, in bytes; 0 for other parts.</summary>
    public ulong DifferenceSize { get; internal init; }

    /// <summary>The difference as a sentence.</summary>
    public string Message { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Message;

    internal static ModuleChangeInfo Of(ModuleChange change) => new()
    {
        Change = change.Kind,
        Part = change.Part.Kind,
        Name = change.Part.Name,
        Reference = change.Reference?.Value,
        Difference = change.Difference?.Value,
        ReferenceSize = change.Reference?.Size ?? 0,
        DifferenceSize = change.Difference?.Size ?? 0,
        Message = change.Message,
    };
}
