namespace KlpShell.Core.Abi.Comparing;

/// <summary>What the README says of a change.</summary>
public enum AbiVerdict
{
    /// <summary>It is free.</summary>
    Allowed,
    /// <summary>It cannot be told: a date or notice is missing or unreadable, or the README says nothing of it.</summary>
    Unclear,
    /// <summary>It breaks a rule.</summary>
    Breach,
}
