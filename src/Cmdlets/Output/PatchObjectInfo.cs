using System.Collections.Generic;
using KlpShell.Core.Livepatch;

namespace KlpShell;

/// <summary>An object of a patch: vmlinux or a module.</summary>
public sealed record PatchObjectInfo
{
    /// <summary>vmlinux, or the module's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is patched now.</summary>
    public required KlpState State { get; init; }

    /// <summary>True for vmlinux, and while the module is there.</summary>
    public required bool Loaded { get; init; }

    /// <summary>The functions that are replaced in it.</summary>
    public required IReadOnlyList<PatchFunctionInfo> Functions { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
