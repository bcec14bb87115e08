using System.Collections.Generic;
using KlpShell.Core.Manifests;

namespace KlpShell;

/// <summary>A document of a manifest file.</summary>
public sealed record ManifestInfo : INamed
{
    /// <summary>The kernel's, module's or patch's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it describes.</summary>
    public required ManifestKind Kind { get; init; }

    /// <summary>A sentence on what it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The functions that it replaces, for a live patch, or brings, for a module.</summary>
    public required IReadOnlyList<string> Functions { get; init; }

    /// <summary>The CVEs that a live patch mends.</summary>
    public required IReadOnlyList<string> Cves { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The line where the document begins.</summary>
    public required int Line { get; init; }

    string? INamed.NameFor(string kind) => kind == "Manifest" ? Name : null;
}
