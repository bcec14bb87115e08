using System;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>The one transition that a kernel may be in: which patch, which way, since when (kernel/livepatch/transition.c, its globals).</summary>
internal sealed class Transition
{
    /// <summary>KLP_TRANSITION_IDLE.</summary>
    public const int Idle = -1;

    /// <summary>KLP_TRANSITION_UNPATCHED.</summary>
    public const int Unpatched = 0;

    /// <summary>KLP_TRANSITION_PATCHED.</summary>
    public const int Patched = 1;

    /// <summary>The patch; null while there is no transition (klp_transition_patch).</summary>
    public ConsistencyPatch? Patch { get; set; }

    /// <summary>Where the tasks are to go (klp_target_state).</summary>
    public int Target { get; set; } = Idle;

    /// <summary>How often the transition was tried since it was started (klp_signals_cnt).</summary>
    public int Tries { get; set; }

    /// <summary>When it was started, or turned round.</summary>
    public TimeSpan Since { get; set; }

    /// <summary>The word for its direction.</summary>
    public string Direction => Target == Patched ? "patching" : "unpatching";

    public Transition Clone(CloneContext context) => new()
    {
        Patch = (ConsistencyPatch?)context.CopyOrNull<KlpPatch>(Patch),
        Target = Target,
        Tries = Tries,
        Since = Since,
    };
}
