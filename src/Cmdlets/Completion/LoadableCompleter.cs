using System.Collections;
using System.Collections.Generic;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The modules and live patches in the manifests folders, by name.</summary>
public sealed class LoadableCompleter : ManifestCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        foreach ((string name, string tip) in Named(ManifestStore.LivepatchRoom, ManifestStore.ModuleRoom)) yield return (name.Replace('-', '_'), tip);
    }
}
