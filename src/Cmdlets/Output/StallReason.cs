namespace KlpShell;

/// <summary>Why a task can't switch to the other side of a transition now (klp_check_and_switch_task).</summary>
public enum StallReason
{
    /// <summary>It runs on a CPU.</summary>
    Running,
    /// <summary>Its stack can't be walked reliably.</summary>
    UnreliableStack,
    /// <summary>It is in a function that is in the way.</summary>
    SleepingOnFunction,
}
