namespace KlpShell.Core.Abi;

/// <summary>How much a finding weighs.</summary>
public enum AbiSeverity
{
    /// <summary>Worth knowing; nothing has to be done.</summary>
    Information,
    /// <summary>Should be mended; nobody is hurt yet.</summary>
    Warning,
    /// <summary>Breaks a rule of the README, or leaves an entry unread.</summary>
    Error,
}
