namespace KlpShell;

/// <summary>What a script may make of a kernel's state.</summary>
public enum Verdict
{
    /// <summary>All is as the patches want it.</summary>
    Healthy,
    /// <summary>The kernel works, and something isn't as a patch wants it.</summary>
    Attention,
    /// <summary>Something is lost: a task, a lock, the kernel's memory.</summary>
    Broken,
}
