using System.Collections.Generic;

namespace KlpShell.Core.Abi;

/// <summary>Where the files of a tree come from: a folder, a revision, a test.</summary>
public interface IAbiFileSource
{
    /// <summary>The paths of all files, relative to the tree and with slashes.</summary>
    IEnumerable<string> Paths { get; }

    /// <summary>Reads one of them.</summary>
    AbiFileContent Read(string path);
}
