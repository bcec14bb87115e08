namespace KlpShell.Core.Livepatch;

/// <summary>A system state that a patch changes (struct klp_state, consistency era).</summary>
/// <param name="Id">Its number; 0 ends the kernel's walk over the states.</param>
/// <param name="Version">Its version: a later patch must carry the same state with a version that is not lower.</param>
public sealed record StateDefinition(ulong Id, uint Version);
