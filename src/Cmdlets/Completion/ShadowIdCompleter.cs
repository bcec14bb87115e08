using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The ids of the shadow variables that there are.</summary>
public sealed class ShadowIdCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, Of);

    private static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel)
    {
        HashSet<ulong> seen = [];
        if (kernel.Livepatch.Shadow is not { } shadow) yield break;
        foreach (((ulong address, ulong id), Value _) in shadow.All)
        {
            if (seen.Add(id)) yield return (id.ToString(CultureInfo.InvariantCulture), $"attached to {kernel.Symbols.Describe(address)}");
        }
    }
}
