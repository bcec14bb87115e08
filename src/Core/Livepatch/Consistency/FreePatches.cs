using KlpShell.Core.Execution;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Frees the patches whose turn has come, outside klp_mutex and outside the write that disabled them (klp_free_patch_work_fn).</summary>
internal sealed record FreePatches : WorkItem
{
    /// <inheritdoc/>
    public override void Run(Kernel kernel) => ((ConsistencyCore)kernel.Livepatch).Freeing.FinishAll();
}
