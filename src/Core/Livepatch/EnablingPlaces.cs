namespace KlpShell.Core.Livepatch;

/// <summary>Where a core that registers patches complains while it enables one (the WARNs of kernel/livepatch/core.c).</summary>
/// <param name="PatchState">__klp_enable_patch: the patch isn't disabled.</param>
/// <param name="ObjectState">klp_enable_object: the object isn't.</param>
/// <param name="FuncAddress">klp_enable_func: no address.</param>
/// <param name="FuncState">klp_enable_func: the function isn't disabled.</param>
/// <param name="Unwind">__klp_enable_patch: what was enabled before a failure can't be taken back.</param>
internal sealed record EnablingPlaces(string PatchState, string ObjectState, string FuncAddress, string FuncState, string Unwind);
