using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace KlpShell.Completion;

/// <summary>Where the user is on the host: PowerShell's location, which the process's own folder needn't be.</summary>
internal static class HostPlace
{
    /// <summary>The folder.</summary>
    public static string Folder
    {
        get
        {
            foreach (PSObject? place in ScriptBlock.Create("Get-Location -PSProvider FileSystem").Invoke())
            {
                if (place?.BaseObject is PathInfo path) return path.ProviderPath;
            }

            return Directory.GetCurrentDirectory();
        }
    }

    /// <summary>The files and folders that a path leads to so far, each as it is typed on and as it is.</summary>
    public static IEnumerable<(string Typed, string Full, bool IsFolder)> Entries(string word)
    {
        string folder = word.Contains('/', StringComparison.Ordinal) ? word[..(word.LastIndexOf('/') + 1)] : "";
        string place = Full(folder.Length == 0 ? "." : folder);
        if (!Directory.Exists(place)) yield break;
        foreach (string entry in Directory.EnumerateFileSystemEntries(place))
        {
            string name = Path.GetFileName(entry);
            if (name.StartsWith('.') && !word[folder.Length..].StartsWith('.')) continue;
            bool isFolder = Directory.Exists(entry);
            yield return (folder + name + (isFolder ? "/" : ""), entry, isFolder);
        }
    }

    /// <summary>A path as a whole one.</summary>
    public static string Full(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : Path.GetFullPath(path, Folder);
}
