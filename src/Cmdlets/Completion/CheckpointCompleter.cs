using System.Collections;
using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The snapshots of a kernel.</summary>
public sealed class CheckpointCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, _ => Of(handle!));

    private static IEnumerable<(string Name, string ToolTip)> Of(KernelHandle handle)
    {
        foreach (Checkpoint checkpoint in handle.Checkpoints.Values) yield return (checkpoint.Name, $"taken at {checkpoint.Kernel.Clock.Now.TotalSeconds:F3} s, {checkpoint.Kernel.Livepatch.Patches.Count} patches");
    }
}
