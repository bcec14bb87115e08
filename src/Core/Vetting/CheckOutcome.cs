namespace KlpShell.Core.Vetting;

/// <summary>What a check of a module's file came to.</summary>
public enum CheckOutcome
{
    /// <summary>Nothing stands in the way.</summary>
    Passed,
    /// <summary>The kernel lets it through, but somebody should know.</summary>
    Warned,
    /// <summary>The kernel refuses it, now or later.</summary>
    Failed,
    /// <summary>It can't be checked with what is at hand.</summary>
    Unknown,
}
