using System.Collections.Immutable;
using KlpShell.Core.Abi;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
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

    /// <summary>True when its init is the one that the kernel's own sample has, which differs by release; <see cref="Module"/> holds that of the first ones.</summary>
    public bool SampleInit { get; init; }

    /// <summary>True when its exit is the one that the kernel's own sample has.</summary>
    public bool SampleExit { get; init; }

    /// <summary>The CVEs that it mends.</summary>
    public ImmutableArray<string> Cves { get; init; } = [];

    /// <summary>The entries of the ABI that it touches.</summary>
    public ImmutableArray<AbiEntry> AbiEntries => Patches.IsDefaultOrEmpty ? [] : Patches[0].AbiEntries;

    /// <summary>The patches in the module's data: one, in most.</summary>
    public ImmutableArray<PatchDefinition> Patches => Module.Patches;

    /// <summary>The module as it is built for a release: where its init and exit are the sample's, they make the calls that the release has.</summary>
    public ModuleDefinition For(Release release)
    {
        bool registers = release.Has(Features.Registration);
        return Module with
        {
            Init = SampleInit ? (registers ? PatchInit.RegisterAndEnable : PatchInit.Enable) : Module.Init,
            Exit = SampleExit ? (registers ? PatchInit.DisableAndUnregister : Body.Empty) : Module.Exit,
        };
    }
}
