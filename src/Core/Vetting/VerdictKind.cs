namespace KlpShell.Core.Vetting;

/// <summary>The answer to whether a module would load.</summary>
public enum VerdictKind
{
    /// <summary>It loads.</summary>
    Loads,
    /// <summary>It loads, and a module that it patches is refused when that comes.</summary>
    LoadsThenRefuses,
    /// <summary>It is refused.</summary>
    Refused,
    /// <summary>The kernel doesn't check what is wrong with it: nobody can tell what happens.</summary>
    Unpredictable,
}
