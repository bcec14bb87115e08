using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;

namespace KlpShell.Core.Abi.Paths;

/// <summary>Lists a folder of the disk, such as /sys: links are noted and not followed, so that no loop can hold it up.</summary>
public static class AbiTreeFolder
{
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>Lists every file below a folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="shownAs">What the paths begin with instead of it, such as <c>/sys</c>; the folder itself when null.</param>
    /// <param name="exclusions">What is left out, whole folders among it.</param>
    /// <exception cref="IOException">The folder itself cannot be listed.</exception>
    public static AbiTreeFiles List(string root, string? shownAs = null, AbiExclusions? exclusions = null) => List(root, shownAs, exclusions, LinuxDirectory.IsThere);

    internal static AbiTreeFiles List(string root, string? shownAs, AbiExclusions? exclusions, bool asLinux)
    {
        exclusions ??= AbiExclusions.Kernel;
        string start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        string prefix = shownAs ?? start;
        if (!Directory.Exists(start))
            throw new DirectoryNotFoundException($"There is no folder '{start}'.");
        var files = new List<string>();
        var links = new List<(string, string)>();
        var items = new List<AbiTreeItem>();
        var waiting = new Stack<(string Folder, string Shown)>([(start, prefix)]);
        while (waiting.TryPop(out (string Folder, string Shown) at))
        {
            items.Clear();
            asLinux = asLinux && LinuxDirectory.TryRead(at.Folder, items);
            if (!asLinux)
                Read(at.Folder, items);
            foreach (AbiTreeItem item in items)
            {
                if (exclusions.Leaves(at.Shown, item.Name) || (item.IsFolder && exclusions.LeavesAllIn(item.Name)))
                    continue;
                string shown = $"{at.Shown}/{item.Name}";
                if (item.Target is { } target)
                    AddLink(target, at.Folder, shown, start, prefix, links);
                else if (item.IsFolder)
                    waiting.Push((prefix == start ? shown : $"{at.Folder}/{item.Name}", shown));
                else
                    files.Add(shown);
            }
        }
        return new AbiTreeFiles(files, links);
    }

    // A folder that went meanwhile, or may not be read, has nothing in it.
    private static void Read(string folder, List<AbiTreeItem> items)
    {
        items.Clear();
        try
        {
            items.AddRange(new FileSystemEnumerable<AbiTreeItem>(folder, Item, s_everything));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            items.Clear();
        }
    }

    private static AbiTreeItem Item(ref FileSystemEntry entry)
    {
        string name = entry.FileName.ToString();
        string? target = new FileInfo(entry.ToFullPath()).LinkTarget;
        return new AbiTreeItem(name, target is null && entry.IsDirectory, target);
    }

    private static void AddLink(string target, string folder, string shown, string start, string prefix, List<(string, string)> links)
    {
        string whole = Path.GetFullPath(target, folder);
        if (whole.StartsWith(start + "/", StringComparison.Ordinal))
            links.Add((shown, prefix + whole[start.Length..]));
    }
}
