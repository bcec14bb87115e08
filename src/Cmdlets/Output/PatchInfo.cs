using System.Collections.Generic;
using KlpShell.Core.Livepatch;

namespace KlpShell;

/// <summary>A registered patch as it was at one moment.</summary>
public sealed record PatchInfo : INamed
{
    /// <summary>Its name, which is its module's.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The same name, by which other cmdlets take it from the pipeline.</summary>
    public string Patch => Name;

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>Whether it is enabled, as its <c>enabled</c> file says.</summary>
    public KlpState State { get; internal init; }

    /// <summary>Where it is in its life: as its state, and in between while tasks switch.</summary>
    public PatchPhase Phase { get; internal init; }

    /// <summary>True while tasks switch to its code or back, as its <c>transition</c> file says; null where the release has no transitions.</summary>
    public bool? Transition { get; internal init; }

    /// <summary>Where the transition leads; null where it is in none.</summary>
    public KlpState? TargetState { get; internal init; }

    /// <summary>True for a patch that takes the place of all older ones; null where the release has no such thing.</summary>
    public bool? Replace { get; internal init; }

    /// <summary>True once tasks were forced over while it was on its way out: its module can't be removed. Null where the release has no such thing.</summary>
    public bool? Forced { get; internal init; }

    /// <summary>The system states that it changes, as <c>id: version</c>.</summary>
    public IReadOnlyList<string> States { get; internal init; } = [];

    /// <summary>Its place in the kernel's list of patches, from 1.</summary>
    public int Position { get; internal init; }

    /// <summary>The objects that it patches, with their functions.</summary>
    public IReadOnlyList<PatchObjectInfo> Objects { get; internal init; } = [];

    /// <summary>The functions that it replaces, by the name of the old one.</summary>
    public IReadOnlyList<string> Functions { get; internal init; } = [];

    /// <summary>The references on its module.</summary>
    public int RefCount { get; internal init; }

    /// <summary>The CVEs that it mends.</summary>
    public IReadOnlyList<string> Cves { get; internal init; } = [];

    /// <summary>The entries of the ABI that its manifest says it touches, each with the level at which the patch leaves it.</summary>
    public IReadOnlyList<AbiInfo> Abi { get; internal init; } = [];

    /// <summary>What its manifest says that it is for.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>Its directory in sysfs.</summary>
    public string SysfsPath { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind is "Patch" or "Module" ? Name : null;
}
