using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Bench;

/// <summary>Patches of as many real functions as a benchmark wants.</summary>
internal static class PatchModules
{
    /// <summary>A module that registers a patch of the first functions of vmlinux whose names occur once.</summary>
    public static ModuleDefinition Of(Kernel kernel, string name, int functions, int skip = 0)
    {
        List<PatchFuncDefinition> patched = [];
        foreach (int index in kernel.Symbols.Traceable.Functions)
        {
            string symbol = kernel.Symbols.Table[index].Name;
            if (kernel.Symbols.Table.CountOf(symbol, null) != 1 || skip-- > 0) continue;
            patched.Add(new PatchFuncDefinition(symbol, "replacement"));
            if (patched.Count == functions) break;
        }

        return new ModuleDefinition(name)
        {
            Functions = [new FunctionDefinition("replacement", Body.Returning(42))],
            Patches = [new PatchDefinition { Objects = [new PatchObjectDefinition(null, [.. patched])] }],
            Init = PatchInit.RegisterOnly,
        };
    }
}
