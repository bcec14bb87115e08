using System;
using System.Collections.Generic;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Planning;

/// <summary>The files of a kernel at one moment: all paths, and what the attributes under /sys say. A file under /proc is a call, and isn't read.</summary>
public sealed class FileSnapshot
{
    private readonly SortedDictionary<string, string?> _files = new(StringComparer.Ordinal);
    private readonly Kernel _kernel;
    private Kernel _copy;

    private FileSnapshot(Kernel kernel)
    {
        _kernel = kernel;
        _copy = kernel.CloneToRehearse();
        Add(kernel.Files.Root, "");
    }

    /// <summary>The paths, and what is said there; null for a directory and for what isn't read.</summary>
    public IReadOnlyDictionary<string, string?> Files => _files;

    /// <summary>Takes one. The kernel stays as it is: a copy of it is read.</summary>
    public static FileSnapshot Of(Kernel kernel) => new(kernel);

    /// <summary>True for a file that is read at no cost: an attribute. What lies under debugfs and tracefs is long, and a read under /proc is a call.</summary>
    public static bool IsAttribute(string path) => path.StartsWith("/sys/", StringComparison.Ordinal)
        && !path.StartsWith("/sys/kernel/debug/", StringComparison.Ordinal) && !path.StartsWith("/sys/kernel/tracing/", StringComparison.Ordinal);

    /// <summary>What is different in a later one, by path.</summary>
    public IReadOnlyList<FileChange> To(FileSnapshot later)
    {
        List<FileChange> changes = [];
        foreach ((string path, string? before) in _files)
        {
            if (!later._files.TryGetValue(path, out string? after)) changes.Add(new FileChange(path, FileChangeKind.Goes, before, null));
            else if (before != after) changes.Add(new FileChange(path, FileChangeKind.Changes, before, after));
        }

        foreach ((string path, string? after) in later._files)
        {
            if (!_files.ContainsKey(path)) changes.Add(new FileChange(path, FileChangeKind.Appears, null, after));
        }

        changes.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return changes;
    }

    private void Add(FileNode directory, string path)
    {
        foreach (FileNode child in directory.Children)
        {
            string own = path + "/" + child.Name;
            _files[own] = child.IsDirectory || !IsAttribute(own) ? null : Said(own);
            if (child.IsDirectory) Add(child, own);
        }
    }

    private string? Said(string path)
    {
        EntranceResult read = _copy.ReadFile(path);
        if (_copy.StoppedAt is not null) _copy = _kernel.CloneToRehearse();
        return read.Succeeded ? read.Output.TrimEnd('\n') : null;
    }

}
