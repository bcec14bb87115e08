using System.Collections.Generic;
using KlpShell.Core.Livepatch;

namespace KlpShell;

/// <summary>An object of a patch: vmlinux or a module.</summary>
public sealed record PatchObjectInfo
{
    /// <summary>vmlinux, or the module's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Whether it is patched now.</summary>
    public KlpState State { get; internal init; }

    /// <summary>True while its functions are in place, as its <c>patched</c> file says; null where the release has no such file.</summary>
    public bool? Patched { get; internal init; }

    /// <summary>True for vmlinux, and while the module is there.</summary>
    public bool Loaded { get; internal init; }

    /// <summary>The functions that are replaced in it.</summary>
    public IReadOnlyList<PatchFunctionInfo> Functions { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
