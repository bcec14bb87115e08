using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Consistency;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Core.Vetting;

/// <summary>
/// What can be said of modules that a patch names and that aren't there: what klp_init_object_loaded will do when they come depends on their
/// symbols for the most part, but not for all.
/// </summary>
internal sealed class LateChecks(Kernel kernel, ModuleFile file)
{
    /// <summary>The modules that will be refused whatever they hold; what can't be known goes to the checks.</summary>
    public List<LateRefusal> All(List<ModuleCheck> checks)
    {
        List<LateRefusal> late = [];
        if (kernel.Livepatch.Find(file.Name) is not { } patch) return late;
        foreach (KlpObject obj in patch.EachObject())
        {
            if (obj.IsLoaded) continue;
            if (Check(patch, obj) is { } refusal) late.Add(refusal);
            else checks.Add(new ModuleCheck("LateModule", CheckOutcome.Unknown, obj.Name, $"{obj.Name} isn't loaded: whether it has the {obj.Functions.Count} functions is looked at when it comes. Give its file to know it now."));
        }

        return late;
    }

    // On a clone: the relocations that don't need the module, and the lengths of the new functions.
    private LateRefusal? Check(KlpPatch patch, KlpObject obj)
    {
        foreach (LivepatchRelocation relocation in file.Decode(kernel.Release).Relocations)
        {
            if (relocation.Object != obj.Name) continue;
            if (relocation.Name is null) return Refused(obj, Errno.EINVAL, Refusal.LivepatchRelocationInvalid, relocation.Symbol);
            if (relocation.SymbolObject == "vmlinux") return Refused(obj, Errno.EINVAL, Refusal.LivepatchRelocationInvalid, relocation.Symbol);
        }

        foreach (KlpFunc func in obj.Functions)
        {
            ulong target = ((ConsistencyFunc)func).Target;
            bool known = kernel.Symbols.IsText(target) && kernel.Symbols.TryFindContaining(target, out _, out _);
            if (!known && !func.IsNop) return Refused(obj, Errno.ENOENT, Refusal.FunctionSizeUnknown, func.OldName);
        }

        return null;
    }

    private static LateRefusal Refused(KlpObject obj, Errno errno, Refusal refusal, string subject) => new(obj.Name!, errno, refusal, subject, []);
}
