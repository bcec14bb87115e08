using System;
using System.Collections.Generic;
using System.IO;

namespace KlpShell.Core.Abi.Paths;

/// <summary>Lists a folder of the disk, such as /sys: links are noted and not followed, so that no loop can hold it up.</summary>
public static class AbiTreeFolder
{
    /// <summary>Lists every file below a folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="shownAs">What the paths begin with instead of it, such as <c>/sys</c>; the folder itself when null.</param>
    /// <param name="exclusions">What is left out, whole folders among it.</param>
    /// <exception cref="IOException">The folder itself cannot be listed.</exception>
    public static AbiTreeFiles List(string root, string? shownAs = null, AbiExclusions? exclusions = null)
    {
        exclusions ??= AbiExclusions.Kernel;
        string start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        string prefix = shownAs ?? start;
        var files = new List<string>();
        var links = new List<(string, string)>();
        var waiting = new Stack<(string Folder, string Shown)>([(start, prefix)]);
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true };
        if (!Directory.Exists(start))
            throw new DirectoryNotFoundException($"There is no folder '{start}'.");
        while (waiting.TryPop(out (string Folder, string Shown) at))
        {
            foreach (FileSystemInfo found in Entries(at.Folder, options))
            {
                string shown = at.Shown + "/" + found.Name;
                if (exclusions.Leaves(at.Shown, found.Name))
                    continue;
                if ((found.Attributes & FileAttributes.ReparsePoint) != 0)
                    AddLink(found, at.Folder, shown, start, prefix, links);
                else if ((found.Attributes & FileAttributes.Directory) != 0)
                    waiting.Push((found.FullName, shown));
                else
                    files.Add(shown);
            }
        }
        return new AbiTreeFiles(files, links);
    }

    private static FileSystemInfo[] Entries(string folder, EnumerationOptions options)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos("*", options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static void AddLink(FileSystemInfo link, string folder, string shown, string start, string prefix, List<(string, string)> links)
    {
        if (link.LinkTarget is not { } target)
            return;
        string whole = Path.GetFullPath(target, folder);
        if (whole.StartsWith(start + "/", StringComparison.Ordinal))
            links.Add((shown, prefix + whole[start.Length..]));
    }
}
