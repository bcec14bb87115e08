namespace KlpShell.Core.Planning;

/// <summary>What becomes of a file or directory.</summary>
public enum FileChangeKind
{
    /// <summary>It is there afterwards, and wasn't before.</summary>
    Appears,
    /// <summary>It was there before, and isn't afterwards.</summary>
    Goes,
    /// <summary>It says something else than before.</summary>
    Changes,
}
