using System.Collections.Generic;
using KlpShell.Core.Manifests;

namespace KlpShell;

/// <summary>A document of a manifest file.</summary>
public sealed record ManifestInfo : INamed
{
    /// <summary>The kernel's, module's or patch's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What it describes.</summary>
    public ManifestKind Kind { get; internal init; }

    /// <summary>A sentence on what it is for.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The functions that it replaces, for a live patch, or brings, for a module.</summary>
    public IReadOnlyList<string> Functions { get; internal init; } = [];

    /// <summary>The CVEs that a live patch mends.</summary>
    public IReadOnlyList<string> Cves { get; internal init; } = [];

    /// <summary>The file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The line where the document begins.</summary>
    public int Line { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind switch { "Manifest" => Name, "Path" => Path, _ => null };
}
