namespace KlpShell.Core.Abi.Comparing;

/// <summary>What became of a name between two sets.</summary>
public enum AbiChangeKind
{
    /// <summary>It is new.</summary>
    Added,
    /// <summary>No entry has it any more.</summary>
    Gone,
    /// <summary>It has another level.</summary>
    Moved,
    /// <summary>It is at its level, and its entry says something else.</summary>
    Changed,
    /// <summary>It is written differently and covers the same paths, or more.</summary>
    Respelled,
}
