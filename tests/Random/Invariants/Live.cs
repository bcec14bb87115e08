using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Original;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Invariants;

/// <summary>Where things are in a kernel, for those who check it.</summary>
internal static class Live
{
    /// <summary>The address of a function by the name that stands for it; 0 where its module isn't loaded.</summary>
    public static ulong Address(Kernel kernel, string? obj, string meaning)
    {
        if (obj is null) return Functions.Vmlinux.GetValueOrDefault(meaning);
        if (kernel.Modules.Find(obj) is not { } module) return 0;
        (string name, int position) = Functions.SymbolOf(meaning);
        foreach (SymbolEntry symbol in module.Symbols)
        {
            if (symbol.Name == name && --position == 0) return symbol.Address;
        }

        return 0;
    }

    /// <summary>The functions that have an ftrace location, by address.</summary>
    public static IEnumerable<ulong> Traceable(Kernel kernel)
    {
        foreach ((string name, ulong address) in Functions.Vmlinux)
        {
            if (name != "notrace_function") yield return address;
        }

        foreach (Module module in kernel.Modules.All)
        {
            for (int i = 0; i < module.Definition.Functions.Length; i++)
            {
                if (module.Definition.Functions[i].Traceable) yield return module.Symbols[i].Address;
            }
        }
    }

    /// <summary>The livepatch core's own users of ftrace.</summary>
    public static IEnumerable<FtraceOps> LivepatchOps(Kernel kernel)
    {
        foreach (FtraceOps ops in kernel.Ftrace.Ops)
        {
            if (IsLivepatch(ops)) yield return ops;
        }
    }

    /// <summary>True for a user that is the livepatch core's.</summary>
    public static bool IsLivepatch(FtraceOps ops) => ops is FuncStackOps or OriginalOps;

    /// <summary>The entries that such a user stands for, newest first.</summary>
    public static IEnumerable<KlpFunc> FunctionsOf(FtraceOps ops) => ops is OriginalOps original ? [original.Func] : ((FuncStackOps)ops).Stack.Functions;
}
