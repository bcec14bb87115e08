namespace KlpShell.Core.Hosts;

/// <summary>How much a difference weighs.</summary>
public enum HostSeverity
{
    /// <summary>It can be so on a sound host, and is worth knowing.</summary>
    Note,
    /// <summary>A sound host doesn't show it, or what was captured contradicts itself.</summary>
    Warning,
}
