namespace KlpShell.Core;

/// <summary>The rules that a livepatch core goes by. Releases of one era differ only in detail.</summary>
public enum Era
{
    /// <summary>The first commit: register, enable, disable, unregister; one ftrace user for each function; no func stack.</summary>
    Original,
    /// <summary>4.0 to 4.11: a func stack for each function, and a strict order of enabling and disabling.</summary>
    Stacking,
    /// <summary>4.12 and later: a transition, task by task.</summary>
    Consistency,
}
