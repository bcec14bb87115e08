using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Core.Abi;
using KlpShell.Documents;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The names of the entries that the command line means: those of -Abi, or of the manifests.</summary>
public sealed class AbiNameCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        object? given = bound.Contains("Abi") ? bound["Abi"] : null;
        if (given is PSObject wrapped) given = wrapped.BaseObject;
        AbiHandle source = given switch
        {
            AbiSetInfo set => set.Handle,
            AbiInfo entry => entry.Handle,
            string path => AbiStore.Read(HostPlace.Full(path)),
            _ => AbiStore.Manifests(HostPlace.Folder),
        };
        foreach (AbiEntry entry in source.Set.Entries)
        {
            foreach (string name in entry.What) yield return (name, $"{entry.Level.Folder()}, {entry.File}");
        }
    }
}
