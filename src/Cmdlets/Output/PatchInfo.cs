using System.Collections.Generic;
using KlpShell.Core.Livepatch;

namespace KlpShell;

/// <summary>A registered patch as it was at one moment.</summary>
public sealed record PatchInfo : INamed
{
    /// <summary>Its name, which is its module's.</summary>
    public required string Name { get; init; }

    /// <summary>The same name, by which other cmdlets take it from the pipeline.</summary>
    public string Patch => Name;

    /// <summary>The kernel that it is in.</summary>
    public required string Kernel { get; init; }

    /// <summary>Whether it is enabled, as its <c>enabled</c> file says.</summary>
    public required KlpState State { get; init; }

    /// <summary>Its place in the kernel's list of patches, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>The objects that it patches, with their functions.</summary>
    public required IReadOnlyList<PatchObjectInfo> Objects { get; init; }

    /// <summary>The functions that it replaces, by the name of the old one.</summary>
    public required IReadOnlyList<string> Functions { get; init; }

    /// <summary>The references on its module.</summary>
    public required int RefCount { get; init; }

    /// <summary>The CVEs that it mends.</summary>
    public required IReadOnlyList<string> Cves { get; init; }

    /// <summary>What its manifest says that it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Its directory in sysfs.</summary>
    public required string SysfsPath { get; init; }

    string? INamed.NameFor(string kind) => kind is "Patch" or "Module" ? Name : null;
}
