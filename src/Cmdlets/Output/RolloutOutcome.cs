namespace KlpShell;

/// <summary>What became of a patch's transition that wasn't over in time, and was to be turned round.</summary>
public enum RolloutOutcome
{
    /// <summary>It was turned round, and the way back is over.</summary>
    RolledBack,
    /// <summary>It was turned round, and the way back is under way still.</summary>
    RollbackTimedOut,
}
