using KlpShell.Documents;

namespace KlpShell;

/// <summary>Entries of the ABI that were read together: a file, a folder, a revision of it, manifests.</summary>
public sealed record AbiSetInfo
{
    /// <summary>The file or folder; <c>manifests</c> for those in the manifests folders.</summary>
    public required string Path { get; init; }

    /// <summary>The revision that it was read at; null when it was read as it is.</summary>
    public string? Revision { get; init; }

    /// <summary>How many files were read.</summary>
    public required int FileCount { get; init; }

    /// <summary>How many entries there are.</summary>
    public required int EntryCount { get; init; }

    /// <summary>How many names they have together.</summary>
    public required int NameCount { get; init; }

    /// <summary>How many entries are stable.</summary>
    public required int Stable { get; init; }

    /// <summary>How many entries are testing.</summary>
    public required int Testing { get; init; }

    /// <summary>How many entries are obsolete.</summary>
    public required int Obsolete { get; init; }

    /// <summary>How many entries are removed.</summary>
    public required int Removed { get; init; }

    /// <summary>How many findings the form of the files has; Get-KlpAbiFinding tells them.</summary>
    public required int FindingCount { get; init; }

    internal AbiHandle Handle { get; init; } = null!;
}
