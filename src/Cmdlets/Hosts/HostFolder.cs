using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Core.Hosts;

namespace KlpShell.Hosts;

/// <summary>
/// A host in a folder: a bundle that was unpacked, or the root of a machine. Symbolic links are never followed, so that none can lead out of
/// it or round in a circle.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="live">True for the files of a running kernel, whose lengths read as 0.</param>
internal sealed class HostFolder(string root, bool live) : IHostFiles
{
    private readonly Dictionary<string, bool> _safe = new(StringComparer.Ordinal) { [""] = true };

    /// <inheritdoc/>
    public IReadOnlyList<string>? List(string folder)
    {
        if (!IsSafe(folder)) return null;
        DirectoryInfo directory = new(Full(folder));
        if (!directory.Exists) return null;
        List<string> names = [];
        try
        {
            foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos()) names.Add(entry.Name);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }

        return names;
    }

    /// <inheritdoc/>
    public Stream? Open(string path)
    {
        int slash = path.LastIndexOf('/');
        if (slash >= 0 && !IsSafe(path[..slash])) return null;
        FileInfo file = new(Full(path));
        if (!file.Exists) return null;
        if (file.LinkTarget is not null) throw new IOException("it is a symbolic link, and none is followed");

        // A pipe or a device has no length either, and opening one might never end.
        if (!live && file.Length == 0) return Stream.Null;
        try
        {
            return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string Full(string path) => Path.Combine(root, path);

    // Whether no part of a folder's path is a link. Asked once for each folder that stays; the tasks' come and go.
    private bool IsSafe(string folder)
    {
        if (_safe.TryGetValue(folder, out bool known)) return known;
        int slash = folder.LastIndexOf('/');
        bool safe = IsSafe(slash < 0 ? "" : folder[..slash]) && new DirectoryInfo(Full(folder)).LinkTarget is null;
        if (!folder.StartsWith("proc/", StringComparison.Ordinal)) _safe[folder] = safe;
        return safe;
    }
}
