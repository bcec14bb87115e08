using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Consistency;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Core.Vetting;

/// <summary>Says what would happen if a module's file were loaded: it is loaded, into a clone.</summary>
public static class ModuleVetter
{
    /// <summary>Vets a file. The kernel stays as it is.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="file">The file.</param>
    /// <param name="arguments">The module's parameters, as on insmod's command line.</param>
    /// <param name="targets">Files of modules that come later; each is loaded on its own, once the first is there.</param>
    public static ModuleVerdict Vet(Kernel kernel, ModuleFile file, string arguments = "", IReadOnlyList<ModuleFile>? targets = null)
    {
        Kernel clone = kernel.Clone();
        clone.LastFileRefusal = null;
        TaintFlags before = clone.Taints;
        int opaque = clone.OpaqueCode.Count;
        EntranceResult result = clone.LoadModule(file, arguments);
        ModuleContents contents = file.Decode(kernel.Release);
        FileRefusal? refusal = result.Succeeded ? null : clone.LastFileRefusal;
        List<LateRefusal> late = result.Succeeded ? Late(clone, targets ?? []) : [];
        List<ModuleCheck> checks = new ModuleChecks(kernel, file, contents, refusal).All();
        bool loads = result.Succeeded || (result.Status.ReturnValue >= 0 && result.Status.Refusal == Refusal.CallbackFailed);
        if (loads) late.AddRange(new LateChecks(clone, file).All(checks));
        return new ModuleVerdict
        {
            File = file,
            Kind = result.Status.Refusal is Refusal.FileUnpredictable or Refusal.Hung || result.Killed ? VerdictKind.Unpredictable : !loads ? VerdictKind.Refused : late.Count > 0 ? VerdictKind.LoadsThenRefuses : VerdictKind.Loads,
            Status = result.Status,
            FileRefusal = refusal,
            Log = result.Log,
            Taints = clone.Taints & ~before,
            Contents = contents,
            Checks = checks,
            Late = late,
            Functions = Functions(clone, file.Name),
            Replaces = Replaced(kernel, clone, file.Name),
            Opaque = [.. Since(clone, opaque)],
        };
    }

    private static List<LateRefusal> Late(Kernel clone, IReadOnlyList<ModuleFile> targets)
    {
        List<LateRefusal> late = [];
        foreach (ModuleFile target in targets)
        {
            EntranceResult result = clone.Clone().LoadModule(target);
            if (!result.Succeeded) late.Add(new LateRefusal(target.Name, result.Status.Errno, result.Status.Refusal, result.Status.Subject, result.Log));
        }

        return late;
    }

    private static List<ResolvedFunction> Functions(Kernel clone, string name)
    {
        List<ResolvedFunction> functions = [];
        if (clone.Livepatch.Find(name) is not { } patch) return functions;
        foreach (KlpObject obj in patch.EachObject())
        {
            foreach (KlpFunc each in obj.Functions)
            {
                ConsistencyFunc func = (ConsistencyFunc)each;
                functions.Add(new ResolvedFunction(
                    patch.Name, obj.DisplayName(), func.OldName, func.Definition.SymbolPosition, func.OldAddress, func.OldSize, func.Definition.NewFunction, func.Target, func.NewSize));
            }
        }

        return functions;
    }

    private static List<string> Replaced(Kernel before, Kernel after, string name)
    {
        List<string> replaced = [];
        if (after.Livepatch.Find(name) is not ConsistencyPatch { Replace: true }) return replaced;
        foreach (KlpPatch patch in before.Livepatch.Patches) replaced.Add(patch.Name);
        return replaced;
    }

    private static IEnumerable<Execution.MachineCode.OpaqueCode> Since(Kernel kernel, int count)
    {
        for (int i = count; i < kernel.OpaqueCode.Count; i++) yield return kernel.OpaqueCode[i];
    }
}
