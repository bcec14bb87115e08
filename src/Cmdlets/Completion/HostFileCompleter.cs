using System.Collections;
using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Files and folders of the host.</summary>
public class HostFileCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        foreach ((string typed, string full, _) in HostPlace.Entries(word)) yield return (typed, full);
    }
}
