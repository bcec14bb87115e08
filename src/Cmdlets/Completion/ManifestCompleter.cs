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
        foreach (string file in ManifestFolders.Files(HostPlace.Folder, rooms)) yield return (Path.GetFileNameWithoutExtension(file), file);
    }

    /// <summary>The files and folders that a path leads to so far.</summary>
    private protected static IEnumerable<(string Name, string ToolTip)> Files(string word)
    {
        foreach ((string typed, string full, bool isFolder) in HostPlace.Entries(word))
        {
            if (isFolder || Path.GetExtension(full) is ".yaml" or ".yml") yield return (typed, full);
        }
    }

    private protected override abstract IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound);
}
