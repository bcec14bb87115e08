using System.Collections;
using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The kernels of this session.</summary>
public sealed class KernelCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        foreach (KernelHandle kernel in KlpSession.Current.Kernels)
        {
            yield return (kernel.Name, kernel.Use(static k => $"livepatch core {k.Release.Name}, {k.Livepatch.Patches.Count} patches, up {k.Clock.Now.TotalSeconds:F0} s"));
        }
    }
}
