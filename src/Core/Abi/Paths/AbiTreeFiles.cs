using System.Collections.Generic;

namespace KlpShell.Core.Abi.Paths;

/// <summary>The files of a tree that user space sees: a simulated kernel's, or those of a real /sys.</summary>
/// <param name="Files">The absolute path of each file.</param>
/// <param name="Links">Symbolic links, to files or folders, and the absolute path that each leads to. A file is documented when any of its ways is.</param>
public sealed record AbiTreeFiles(IReadOnlyCollection<string> Files, IReadOnlyCollection<(string Link, string Target)> Links)
{
    /// <summary>A tree without links.</summary>
    public AbiTreeFiles(IReadOnlyCollection<string> files)
        : this(files, [])
    {
    }
}
