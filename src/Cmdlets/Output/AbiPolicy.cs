namespace KlpShell;

/// <summary>What is done about a live patch that breaks the rules of the ABI which it says it touches. The simulated kernel itself never minds.</summary>
public enum AbiPolicy
{
    /// <summary>Nothing: its entries aren't looked at.</summary>
    Ignore,
    /// <summary>Each finding is a warning.</summary>
    Warn,
    /// <summary>It is an error, AbiPolicyRefused, before anything reaches the kernel.</summary>
    Refuse,
}
