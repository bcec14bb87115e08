using System.Collections.Immutable;
using KlpShell.Core.Abi;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Manifests;

/// <summary>One document of a manifest file, read without errors. Of what it can hold, it holds what its kind says and nothing else.</summary>
/// <param name="Kind">What it describes.</param>
/// <param name="Name">The kernel's, module's or patch's name; for ABI entries the name that the document gives itself, or the file's.</param>
/// <param name="Source">The full path of the file, or what the caller called the text.</param>
/// <param name="Line">The line where the document begins, from 1.</param>
public sealed record ManifestDocument(ManifestKind Kind, string Name, string Source, int Line)
{
    /// <summary>The kernel; null for another kind.</summary>
    public KernelDefinition? Kernel { get; init; }

    /// <summary>The files that the kernel's symbols came from; null for another kind, and where they stand in the document itself.</summary>
    public KernelFiles? KernelFiles { get; init; }

    /// <summary>The module; null for another kind. A live patch's module is in <see cref="Livepatch"/>.</summary>
    public ModuleDefinition? Module { get; init; }

    /// <summary>The live patch; null for another kind.</summary>
    public LivepatchDefinition? Livepatch { get; init; }

    /// <summary>The entries of an ABI document; default for another kind. A live patch's entries are in <see cref="Livepatch"/>.</summary>
    public ImmutableArray<AbiEntry> AbiEntries { get; init; }

    /// <summary>What <see cref="KlpShell.Core.Kernel.LoadModule(Modules.ModuleDefinition, string, LoadFlags)"/> loads into a kernel of a release: the module, or the live patch's; null for another kind.</summary>
    public ModuleDefinition? LoadableFor(Release release) => Module ?? Livepatch?.For(release);
}
