using System.Collections;
using System.Collections.Generic;
using System.IO;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The branches and tags of the repository that the user is in, as far as they lie in files of their own.</summary>
public sealed class AbiRevisionCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        yield return ("HEAD", "what is checked out");
        for (string? folder = HostPlace.Folder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string packed = Path.Combine(folder, ".git", "packed-refs");
            foreach (string line in File.Exists(packed) ? File.ReadLines(packed) : [])
            {
                int at = line.IndexOf(" refs/", System.StringComparison.Ordinal);
                string name = at < 0 ? "" : line[(at + " refs/".Length)..];
                if (name.StartsWith("tags/", System.StringComparison.Ordinal)) yield return (name["tags/".Length..], "a tag");
                else if (name.StartsWith("heads/", System.StringComparison.Ordinal)) yield return (name["heads/".Length..], "a branch");
            }

            string refs = Path.Combine(folder, ".git", "refs");
            foreach (string kind in (string[])["tags", "heads"])
            {
                string room = Path.Combine(refs, kind);
                if (!Directory.Exists(room)) continue;
                foreach (string file in Directory.EnumerateFiles(room, "*", SearchOption.AllDirectories)) yield return (Path.GetRelativePath(room, file).Replace('\\', '/'), kind == "tags" ? "a tag" : "a branch");
            }
        }
    }
}
