using System.Collections;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The releases.</summary>
public sealed class ReleaseCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        foreach (Release release in Release.All) yield return (release.Name, $"the livepatch core of {release.Name} in a {release.BaseVersion} kernel, {release.Era} era");
    }
}
