using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The ids of the system states that patches carry.</summary>
public sealed class SystemStateCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, Of);

    private static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel)
    {
        foreach (KlpPatch patch in kernel.Livepatch.Patches)
        {
            foreach (SystemState state in patch.States) yield return (state.Id.ToString(CultureInfo.InvariantCulture), $"version {state.Version}, of {patch.Name}");
        }
    }
}
