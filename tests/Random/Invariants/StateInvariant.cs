using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Modules;
using KlpShell.Histories.Model;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>The kernel's list of patches and the states of patches, objects and functions are what the log has told.</summary>
internal sealed class StateInvariant : Invariant
{
    public override string Title => "the list of patches and their states are what the log has told";

    public override string? Check(Moment moment)
    {
        IReadOnlyList<KlpPatch> listed = moment.Kernel.Livepatch.Patches;
        List<ModelPatch> expected = moment.Reference.Listed;
        if (listed.Count != expected.Count) return $"{listed.Count} patches are listed, {expected.Count} should be";
        for (int i = 0; i < listed.Count; i++)
        {
            if (listed[i].Name != expected[i].Name) return $"the list has {listed[i].Name} where {expected[i].Name} should be";
        }

        TransitionStatus? transition = moment.Kernel.Livepatch.CurrentTransition;
        if (transition?.Patch.Name != moment.Reference.Moving?.Name) return $"{transition?.Patch.Name ?? "nothing"} is in transition, {moment.Reference.Moving?.Name ?? "nothing"} should be";
        if (transition is not null && transition.Patching != moment.Reference.MovingForward) return "the transition goes the wrong way";
        foreach (Module module in moment.Kernel.Modules.All)
        {
            if (module.Patches.Count == 0) continue;
            if (!moment.Reference.Known.TryGetValue(module.Name, out ModelPatch? patch)) return $"module {module.Name} should not be there";
            if (Check(module.Patches[0], patch) is { } problem) return problem;
        }

        return null;
    }

    private static string? Check(KlpPatch patch, ModelPatch expected)
    {
        if ((patch.State == KlpState.Enabled) != expected.Enabled) return $"{patch.Name} is {patch.State}";
        int number = 0;
        foreach (KlpObject obj in patch.EachObject())
        {
            if (number == expected.Objects.Count) return $"{patch.Name} has an object {obj.DisplayName()} too many";
            ModelObject model = expected.Objects[number++];
            if (obj.DisplayName() != model.DisplayName || obj.Functions.Count != model.Entries.Count) return $"{patch.Name} has {obj.DisplayName()} with {obj.Functions.Count} functions, not {model.DisplayName} with {model.Entries.Count}";
            if ((obj.State == KlpState.Enabled) != model.Applied) return $"{patch.Name}/{obj.DisplayName()} is {obj.State}";
            for (int i = 0; i < obj.Functions.Count; i++)
            {
                if ((obj.Functions[i].State == KlpState.Enabled) != model.Entries[i].Hooked >= 0) return $"{patch.Name}/{obj.DisplayName()}/{obj.Functions[i].OldName} is {obj.Functions[i].State}";
            }
        }

        return number == expected.Objects.Count ? null : $"{patch.Name} lacks an object";
    }
}
