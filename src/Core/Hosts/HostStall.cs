namespace KlpShell.Core.Hosts;

/// <summary>Why a task of a host hasn't switched in a transition, as far as its stack tells.</summary>
public enum HostStall
{
    /// <summary>Its stack wasn't captured.</summary>
    Unknown,
    /// <summary>A function on its stack is in the way.</summary>
    SleepsOnFunction,
    /// <summary>It ran when it was captured.</summary>
    Runs,
    /// <summary>Nothing on its stack is in the way.</summary>
    NotBlocked,
}
