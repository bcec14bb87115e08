using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Core.Abi;
using KlpShell.Documents;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Completes from the entries that the command line means: those of -Abi or -Reference, or of what was imported, or of the manifests.</summary>
public abstract class AbiEntryCompleter : KlpCompleter
{
    private protected sealed override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        HashSet<string> seen = [];
        foreach (AbiEntry entry in Source(bound).Set.Entries)
        {
            foreach ((string name, string tip) in Of(entry))
            {
                if (name.Length > 0 && seen.Add(name)) yield return (name, tip);
            }
        }
    }

    /// <summary>What an entry has to offer.</summary>
    private protected abstract IEnumerable<(string Name, string ToolTip)> Of(AbiEntry entry);

    private static AbiHandle Source(IDictionary bound)
    {
        object? given = bound.Contains("Abi") ? bound["Abi"] : bound.Contains("Reference") ? bound["Reference"] : null;
        if (given is PSObject wrapped) given = wrapped.BaseObject;
        return given switch
        {
            AbiSetInfo set => set.Handle,
            AbiInfo entry => entry.Handle,
            string path => AbiStore.Read(HostPlace.Full(path)),
            _ => AbiStore.Known(HostPlace.Folder),
        };
    }
}
