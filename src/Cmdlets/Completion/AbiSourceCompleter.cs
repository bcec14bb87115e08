using System.Collections;
using System.Collections.Generic;
using System.IO;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Files and folders of the host.</summary>
public sealed class AbiSourceCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        string folder = word.Contains('/') ? word[..(word.LastIndexOf('/') + 1)] : "";
        string place = Path.GetFullPath(folder.Length == 0 ? "." : folder);
        if (!Directory.Exists(place)) yield break;
        foreach (string entry in Directory.EnumerateFileSystemEntries(place)) yield return (folder + Path.GetFileName(entry) + (Directory.Exists(entry) ? "/" : ""), entry);
    }
}
