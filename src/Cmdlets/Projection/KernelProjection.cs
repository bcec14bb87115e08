using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Projection;

/// <summary>Makes the records of kernels.</summary>
internal static class KernelProjection
{
    public static KernelInfo Of(KernelHandle handle) => handle.Use(kernel => Of(handle, kernel));

    public static KernelInfo Of(KernelHandle handle, Kernel kernel)
    {
        int enabled = 0;
        foreach (KlpPatch patch in kernel.Livepatch.Patches)
        {
            if (patch.State == KlpState.Enabled) enabled++;
        }

        int symbols = kernel.Symbols.Table.Count;
        foreach (Core.Modules.Module module in kernel.Modules.All) symbols += module.Symbols.Count;
        return new KernelInfo
        {
            Name = handle.Name,
            Handle = handle,
            Release = kernel.Release.Name,
            Era = kernel.Release.Era,
            UnameRelease = kernel.Definition.UnameRelease,
            IsCurrent = KlpSession.Current.Selected == handle,
            Time = kernel.Clock.Now,
            Taint = kernel.Taints,
            TaintLetters = kernel.Taints.Letters(),
            SymbolCount = symbols,
            TraceableCount = kernel.Symbols.Traceable.Count,
            ModuleCount = kernel.Modules.All.Count,
            PatchCount = kernel.Livepatch.Patches.Count,
            EnabledPatchCount = enabled,
            TaskCount = kernel.Tasks.Count,
            CpuCount = kernel.Definition.Cpus,
            Kaslr = kernel.Definition.Kaslr,
            Vermagic = kernel.Definition.Vermagic,
            Corrupted = kernel.Corrupted,
            Checkpoints = CheckpointNames(handle),
            Faults = Array.AsReadOnly(Array.ConvertAll([.. kernel.InjectedFaults], state => FaultInfo.Of(state, handle.Name))),
            Description = Internal.Text.Visible(kernel.Definition.Description),
            Path = handle.Path,
        };
    }

    private static IReadOnlyList<string> CheckpointNames(KernelHandle handle)
    {
        List<Checkpoint> checkpoints = [.. handle.Checkpoints.Values];
        checkpoints.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return Array.AsReadOnly(checkpoints.ConvertAll(static checkpoint => checkpoint.Name).ToArray());
    }
}
