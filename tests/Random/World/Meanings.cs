using System;
using KlpShell.Core;
using KlpShell.Core.Livepatch;

namespace KlpShell.Histories.World;

/// <summary>Which function an entry of a patch is for, by the rules of symbols in each release, written down a second time.</summary>
internal static class Meanings
{
    /// <summary>The name that stands for the function; null where the entry finds none.</summary>
    public static string? Of(Release release, string? obj, PatchFuncDefinition func)
    {
        if (IsPatch(obj)) return func.SymbolPosition <= 1 || !release.Has(Features.SymbolPosition) ? func.OldName + "@" + obj : null;
        if (release.Has(Features.SymbolPosition)) return Functions.Meaning(obj, func.OldName, func.SymbolPosition);
        if (obj is not null || func.OldAddress == 0) return Functions.Meaning(obj, func.OldName, 0);
        foreach ((string name, ulong address) in Functions.Vmlinux)
        {
            if (address == func.OldAddress) return Functions.SymbolOf(name).Symbol == func.OldName || (name == "umask" && func.OldName == "sys_umask") ? name : null;
        }

        return null;
    }

    /// <summary>True for the name of a patch's own module, whose new functions other patches may replace.</summary>
    public static bool IsPatch(string? obj) => obj is ['p', >= '0' and <= '9'];

    /// <summary>The module that a function is in by the name that stands for it; null for vmlinux.</summary>
    public static string? ObjectOf(string function)
    {
        int at = function.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0) return function[(at + 1)..];
        return function.StartsWith("tgt_", StringComparison.Ordinal) ? "tgt_mod" : function.StartsWith("two_", StringComparison.Ordinal) ? "tgt_two" : null;
    }
}
