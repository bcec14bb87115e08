using System.Collections;
using System.Collections.Generic;
using System.IO;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The manifests in the manifests folders, by name, and the manifest files where the user is.</summary>
public abstract class ManifestCompleter : KlpCompleter
{
    private protected static IEnumerable<(string Name, string ToolTip)> Named(params string[] rooms)
    {
        foreach (string file in ManifestFolders.Files(Directory.GetCurrentDirectory(), rooms)) yield return (Path.GetFileNameWithoutExtension(file), file);
    }

    /// <summary>The files and folders that a path leads to so far.</summary>
    private protected static IEnumerable<(string Name, string ToolTip)> Files(string word)
    {
        string folder = word.Contains('/') ? word[..(word.LastIndexOf('/') + 1)] : "";
        string place = Path.GetFullPath(folder.Length == 0 ? "." : folder);
        if (!Directory.Exists(place)) yield break;
        foreach (string entry in Directory.EnumerateFileSystemEntries(place))
        {
            if (Directory.Exists(entry)) yield return (folder + Path.GetFileName(entry) + "/", entry);
            else if (Path.GetExtension(entry) is ".yaml" or ".yml") yield return (folder + Path.GetFileName(entry), entry);
        }
    }

    private protected override abstract IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound);
}
