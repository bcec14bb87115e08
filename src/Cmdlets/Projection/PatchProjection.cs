using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Livepatch;

namespace KlpShell.Projection;

/// <summary>Makes the records of patches.</summary>
internal static class PatchProjection
{
    public const string Root = "/sys/kernel/livepatch";

    /// <summary>The registered patch of that name; null where there is none.</summary>
    public static PatchInfo? Find(string kernelName, Kernel kernel, string name)
    {
        for (int i = 0; i < kernel.Livepatch.Patches.Count; i++)
        {
            if (kernel.Livepatch.Patches[i].Name == name) return Of(kernelName, kernel, kernel.Livepatch.Patches[i], i + 1);
        }

        return null;
    }

    /// <summary>All registered patches, in the order of the kernel's list.</summary>
    public static List<PatchInfo> All(string kernelName, Kernel kernel)
    {
        List<PatchInfo> patches = [];
        foreach (KlpPatch patch in kernel.Livepatch.Patches) patches.Add(Of(kernelName, kernel, patch, patches.Count + 1));
        return patches;
    }

    private static PatchInfo Of(string kernelName, Kernel kernel, KlpPatch patch, int position)
    {
        Release release = kernel.Release;
        TransitionStatus? transition = kernel.Livepatch.CurrentTransition is { } now && now.Patch == patch ? now : null;
        bool knowsPatched = release.Has(Features.SysfsPatched);
        List<PatchObjectInfo> objects = [];
        List<string> functions = [];
        foreach (KlpObject obj in patch.Objects)
        {
            List<PatchFunctionInfo> own = [];
            foreach (KlpFunc func in obj.Functions)
            {
                own.Add(Of(func));
                functions.Add(func.OldName);
            }

            objects.Add(new PatchObjectInfo { Name = obj.DisplayName(), State = obj.State, Patched = knowsPatched ? obj.State == KlpState.Enabled : null, Loaded = obj.IsLoaded, Functions = own.AsReadOnly() });
        }

        return new PatchInfo
        {
            Name = patch.Name,
            Kernel = kernelName,
            State = patch.State,
            Phase = Phase(patch, transition),
            Transition = release.Has(Features.SysfsTransition) ? transition is not null : null,
            TargetState = transition is null ? null : transition.Patching ? KlpState.Enabled : KlpState.Disabled,
            Replace = release.Has(Features.AtomicReplace) ? patch.Definition.Replace : null,
            Forced = release.Has(Features.SysfsForce) ? patch.Forced : null,
            States = Array.AsReadOnly(patch.States.Select(static state => $"{state.Id}: {state.Version}").ToArray()),
            Position = position,
            Objects = objects.AsReadOnly(),
            Functions = functions.AsReadOnly(),
            RefCount = patch.Owner.RefCount,
            Cves = Array.AsReadOnly<string>([.. patch.Definition.Cves]),
            Abi = AbiProjection.Of(patch.Definition.AbiEntries, patch.Name),
            Description = Internal.Text.Visible(patch.Definition.Description),
            SysfsPath = $"{Root}/{patch.Name}",
        };
    }

    private static PatchPhase Phase(KlpPatch patch, TransitionStatus? transition)
    {
        if (transition is not null) return transition.Patching ? PatchPhase.Patching : PatchPhase.Unpatching;
        return patch.State == KlpState.Enabled ? PatchPhase.Enabled : PatchPhase.Disabled;
    }

    private static PatchFunctionInfo Of(KlpFunc func) => new()
    {
        Name = func.OldName,
        Nop = func.IsNop,
        Position = func.Definition.SymbolPosition,
        NewName = func.Definition.NewFunction,
        Address = func.OldAddress,
        NewAddress = func.NewAddress,
        State = func.State,
        SafeBecause = func.Definition.SafeBecause,
    };
}
