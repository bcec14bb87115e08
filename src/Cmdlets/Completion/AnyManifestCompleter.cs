using System.Collections;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>All manifests, by name or file.</summary>
public sealed class AnyManifestCompleter : ManifestCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) =>
        Named(ManifestStore.LivepatchRoom, ManifestStore.ModuleRoom, ManifestStore.KernelRoom, ManifestStore.AbiRoom).Concat(Files(word));
}
