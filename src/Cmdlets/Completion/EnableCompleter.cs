using System.Collections;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>What can be enabled: the registered patches, and the live patches in the manifests folders.</summary>
public sealed class EnableCompleter : ManifestCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        List<(string Name, string ToolTip)> names = [.. From(handle, PatchCompleter.Of)];
        foreach ((string file, string tip) in Named(ManifestStore.LivepatchRoom))
        {
            string name = file.Replace('-', '_');
            if (!names.Any(known => known.Name == name)) names.Add((name, "not loaded: " + tip));
        }

        return names;
    }
}
