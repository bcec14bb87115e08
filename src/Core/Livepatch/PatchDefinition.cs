using System.Collections.Immutable;
using KlpShell.Core.Abi;

namespace KlpShell.Core.Livepatch;

/// <summary>What the author of a patch fills in (struct klp_patch, include/linux/livepatch.h).</summary>
public sealed record PatchDefinition
{
    /// <summary>The objects that it patches: vmlinux and modules, in the order in which they are worked through.</summary>
    public ImmutableArray<PatchObjectDefinition> Objects { get; init; } = [];

    /// <summary>True when the pointer to the objects is null, which the kernel refuses.</summary>
    public bool WithoutObjects { get; init; }

    /// <summary>True for a patch that takes the place of all older ones when it is enabled (consistency era).</summary>
    public bool Replace { get; init; }

    /// <summary>The system states that it changes (consistency era).</summary>
    public ImmutableArray<StateDefinition> States { get; init; } = [];

    /// <summary>Where struct klp_patch lies in a module that was read from a file; 0 elsewhere.</summary>
    public ulong Address { get; init; }

    /// <summary>True when the pointer to the patch's own module is null, which the kernel refuses.</summary>
    public bool WithoutModule { get; init; }

    /// <summary>A sentence on what it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>The CVEs that it mends.</summary>
    public ImmutableArray<string> Cves { get; init; } = [];

    /// <summary>The entries of the ABI that it says it touches. The kernel doesn't look at them.</summary>
    public ImmutableArray<AbiEntry> AbiEntries { get; init; } = [];
}
