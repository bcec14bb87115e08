using KlpShell.Documents;

namespace KlpShell;

/// <summary>Entries of the ABI that were read together: a file, a folder, a revision of it, manifests.</summary>
public sealed record AbiSetInfo
{
    /// <summary>The file or folder; <c>manifests</c> for those in the manifests folders.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The revision that it was read at; null when it was read as it is.</summary>
    public string? Revision { get; internal init; }

    /// <summary>How many files were read.</summary>
    public int FileCount { get; internal init; }

    /// <summary>How many entries there are.</summary>
    public int EntryCount { get; internal init; }

    /// <summary>How many names they have together, as What lines give them.</summary>
    public int NameCount { get; internal init; }

    /// <summary>How many further names stand on lines of their own below a What, without one.</summary>
    public int ContinuedNameCount { get; internal init; }

    /// <summary>How many entries are stable.</summary>
    public int Stable { get; internal init; }

    /// <summary>How many entries are testing.</summary>
    public int Testing { get; internal init; }

    /// <summary>How many entries are obsolete.</summary>
    public int Obsolete { get; internal init; }

    /// <summary>How many entries are removed.</summary>
    public int Removed { get; internal init; }

    /// <summary>How many findings the form of the files has; Get-KlpAbiFinding tells them.</summary>
    public int FindingCount { get; internal init; }

    internal AbiHandle Handle { get; init; } = null!;

    /// <inheritdoc/>
    public override string ToString() => Path;
}
