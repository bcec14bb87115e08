using System.Collections;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Manifests of kernels, by name or file.</summary>
public sealed class KernelManifestCompleter : ManifestCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) =>
        Named(ManifestStore.KernelRoom).Concat(Files(word));
}
