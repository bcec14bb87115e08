namespace KlpShell.Core.Abi;

/// <summary>How stable an interface is: the folder of Documentation/ABI that its entry lies in (Documentation/ABI/README).</summary>
public enum AbiLevel
{
    /// <summary>Programs may rely on it; it stays compatible for at least two years.</summary>
    Stable,
    /// <summary>Believed to be finished; it may still grow, but is not broken lightly.</summary>
    Testing,
    /// <summary>Still there, and marked to go at some later time.</summary>
    Obsolete,
    /// <summary>Gone from the kernel; kept as a record.</summary>
    Removed,
}
