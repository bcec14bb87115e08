using System.Collections.Generic;
using System.IO;

namespace KlpShell.Core.Hosts;

/// <summary>
/// The files of a captured host, wherever they come from: a folder, an archive, the running machine, a test. Paths have no leading slash:
/// <c>proc/kallsyms</c>, <c>sys/kernel/livepatch/x/enabled</c>.
/// </summary>
public interface IHostFiles
{
    /// <summary>The names of what lies directly in a folder; null where there is no such folder.</summary>
    /// <exception cref="IOException">It is there and can't be listed.</exception>
    IReadOnlyList<string>? List(string folder);

    /// <summary>A file's bytes, to be read once and disposed of; null where there is no such file.</summary>
    /// <exception cref="IOException">It is there and can't be read.</exception>
    /// <exception cref="System.UnauthorizedAccessException">Only somebody else may read it.</exception>
    Stream? Open(string path);
}
