namespace KlpShell.Core.Faults;

/// <summary>An injected failure in a kernel, with what has become of it so far.</summary>
/// <param name="Fault">What was asked for.</param>
/// <param name="Calls">How many calls of the place it has seen.</param>
/// <param name="Struck">How many of them failed by it.</param>
public readonly record struct FaultState(Fault Fault, long Calls, long Struck)
{
    /// <summary>True once it has failed as often as it may.</summary>
    public bool IsSpent => Fault.Times != Fault.Always && Struck >= Fault.Times;
}
