namespace KlpShell.Manifests;

/// <summary>How much a reader of manifests takes in before it refuses the file.</summary>
public sealed record ManifestLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static ManifestLimits Default { get; } = new();

    /// <summary>Bytes in a file. 8 MB, four times the whole of Documentation/ABI.</summary>
    public long MaxFileBytes { get; init; } = 8L << 20;

    /// <summary>Lists and mappings inside of each other. 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Scalars, lists and mappings in a file, each alias counted as all that it stands for. 250,000.</summary>
    public int MaxNodes { get; init; } = 250_000;

    /// <summary>Anchors (<c>&amp;name</c>) in a file. 1,000.</summary>
    public int MaxAnchors { get; init; } = 1000;

    /// <summary>Characters in one scalar. 65,536.</summary>
    public int MaxScalarLength { get; init; } = 65_536;

    /// <summary>Documents in a file. 1,000.</summary>
    public int MaxDocuments { get; init; } = 1000;

    /// <summary>Steps in one function's body, those inside of others included. 10,000.</summary>
    public int MaxSteps { get; init; } = 10_000;

    /// <summary>Steps inside of each other in one function's body. 16.</summary>
    public int MaxStepDepth { get; init; } = 16;

    /// <summary>Bytes in one variable of a module. 1 MB.</summary>
    public int MaxVariableBytes { get; init; } = 1 << 20;

    /// <summary>Problems that are kept with their place; the others are only counted. 100.</summary>
    public int MaxProblems { get; init; } = 100;
}
