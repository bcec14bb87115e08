namespace KlpShell;

/// <summary>How waiting for a patch's transition ended where it wasn't over in time.</summary>
public enum RolloutOutcome
{
    /// <summary>It is under way still.</summary>
    TimedOut,
    /// <summary>It was turned round, and the way back is over.</summary>
    RolledBack,
    /// <summary>It was turned round, and the way back is under way still.</summary>
    RollbackTimedOut,
}
