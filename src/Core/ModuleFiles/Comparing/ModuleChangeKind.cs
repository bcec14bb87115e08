namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>What became of a part from one build to the next.</summary>
public enum ModuleChangeKind
{
    /// <summary>It is new.</summary>
    Added,
    /// <summary>It is gone.</summary>
    Removed,
    /// <summary>It says something else; of a function, its code is another at the same length.</summary>
    Changed,
    /// <summary>A function has another length, and so another code.</summary>
    Resized,
}
