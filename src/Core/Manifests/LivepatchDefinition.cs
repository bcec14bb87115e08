using System.Collections.Immutable;
using KlpShell.Core.Abi;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Manifests;

/// <summary>A live patch as its author describes it: the module to load, and what is said of it beside the code.</summary>
/// <param name="Module">The module, with the patch in its data.</param>
public sealed record LivepatchDefinition(ModuleDefinition Module)
{
    /// <summary>The patch's name, which is its module's.</summary>
    public string Name => Module.Name;

    /// <summary>A sentence on what the patch is for.</summary>
    public string Description => Module.Description;

    /// <summary>The CVEs that it mends.</summary>
    public ImmutableArray<string> Cves { get; init; } = [];

    /// <summary>The entries of the ABI that it touches.</summary>
    public ImmutableArray<AbiEntry> AbiEntries => Patches.IsDefaultOrEmpty ? [] : Patches[0].AbiEntries;

    /// <summary>The patches in the module's data: one, in most.</summary>
    public ImmutableArray<PatchDefinition> Patches => Module.Patches;
}
