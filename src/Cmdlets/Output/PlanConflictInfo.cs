namespace KlpShell;

/// <summary>Where a planned operation meets another patch, or another user of a function.</summary>
public sealed record PlanConflictInfo
{
    /// <summary>How they meet.</summary>
    public PlanConflictKind Kind { get; internal init; }

    /// <summary>The other patch; null where it is no patch.</summary>
    public string? Patch { get; internal init; }

    /// <summary>The object of the function, where it is about one.</summary>
    public string? Object { get; internal init; }

    /// <summary>The function, where it is about one.</summary>
    public string? Function { get; internal init; }

    /// <summary>Whose code of the function would run at the horizon: a patch's, or <c>original</c>; null where it isn't about a function.</summary>
    public string? Winner { get; internal init; }

    /// <summary>The same as a sentence.</summary>
    public string Detail { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Detail;
}
