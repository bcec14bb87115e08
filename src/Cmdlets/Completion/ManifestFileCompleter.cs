using System.Collections;
using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Manifest files and the folders on the way to them.</summary>
public sealed class ManifestFileCompleter : ManifestCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => Files(word);
}
