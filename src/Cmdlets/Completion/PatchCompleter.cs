using System.Collections;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The registered patches.</summary>
public sealed class PatchCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, Of);

    /// <summary>Each patch with its state.</summary>
    internal static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel)
    {
        foreach (KlpPatch patch in kernel.Livepatch.Patches) yield return (patch.Name, $"{patch.State} {patch.Definition.Description}".TrimEnd());
    }
}
