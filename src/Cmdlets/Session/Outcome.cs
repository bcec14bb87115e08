using KlpShell.Core;

namespace KlpShell.Session;

/// <summary>What an attempted change came to: done, refused, or nothing to do.</summary>
/// <param name="Result">What the kernel answered; null where it wasn't asked.</param>
/// <param name="Warning">Why there was nothing to do.</param>
internal sealed record Outcome(EntranceResult? Result, string? Warning = null)
{
    /// <summary>What else is to be known, for those who want to hear it (-Verbose).</summary>
    public string? Note { get; init; }

    /// <summary>Why it isn't so although the kernel refused nothing.</summary>
    public KlpException? Error { get; init; }

    /// <summary>Why a transition was turned round; null where that wasn't so.</summary>
    public RolloutInfo? Rollout { get; init; }

    /// <summary>The kernel was asked.</summary>
    public static implicit operator Outcome(EntranceResult result) => new(result);

    /// <summary>There is nothing to do.</summary>
    public static Outcome Nothing(string why) => new(null, why);

    /// <summary>What was asked for is so now.</summary>
    public bool Holds => Error is null && (Result is null || Result.Succeeded);
}
