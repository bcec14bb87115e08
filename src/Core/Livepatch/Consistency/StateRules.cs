using System.Collections.Generic;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>System states: who has which, and whether a patch can deal with what older ones did (kernel/livepatch/state.c).</summary>
internal static class StateRules
{
    /// <summary>klp_get_state.</summary>
    public static SystemState? Find(ConsistencyPatch patch, ulong id)
    {
        foreach (SystemState state in patch.States)
        {
            if (state.Id == id) return state;
        }

        return null;
    }

    /// <summary>klp_is_patch_compatible: each state of each older patch is there with a version that isn't lower, or absent from a patch that doesn't replace.</summary>
    public static bool IsCompatible(ConsistencyPatch patch, IReadOnlyList<ConsistencyPatch> installed)
    {
        foreach (ConsistencyPatch old in installed)
        {
            foreach (SystemState state in old.States)
            {
                if (Find(patch, state.Id) is { } mine ? mine.Version < state.Version : patch.Replace) return false;
            }
        }

        return true;
    }
}
