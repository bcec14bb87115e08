using System.Collections.Generic;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>
/// The livepatch core of the first commit (b700e7f03d, kernel/livepatch/core.c). Two patches of one function don't know of each
/// other: both hook it, and the patch that was enabled first wins; in a module that is loaded late the newest wins.
/// </summary>
internal sealed class OriginalCore : RegisteringCore
{
    /// <inheritdoc/>
    protected override Registration Registration => new OriginalInit(Kernel);

    /// <inheritdoc/>
    protected override RegisteringEnabling Enabling => new OriginalEnabling(Kernel);

    /// <inheritdoc/>
    protected override RegisteringCore CreateTwin() => new OriginalCore();

    // The head of klp_patches comes first: list_add() puts a new patch there.

    /// <inheritdoc/>
    protected override void Insert(List<KlpPatch> patches, KlpPatch patch) => patches.Insert(0, patch);

    private protected override KlpFunc CreateFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress) =>
        new OriginalFunc(obj, definition, newAddress);
}
