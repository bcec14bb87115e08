using KlpShell.Core;
using KlpShell.Core.Livepatch;

namespace KlpShell.Histories.World;

/// <summary>Which function an entry of a patch is for, by the rules of symbols in each release, written down a second time.</summary>
internal static class Meanings
{
    /// <summary>The name that stands for the function; null where the entry finds none.</summary>
    public static string? Of(Release release, string? obj, PatchFuncDefinition func)
    {
        if (release.Has(Features.SymbolPosition)) return Functions.Meaning(obj, func.OldName, func.SymbolPosition);
        if (obj is not null || func.OldAddress == 0) return Functions.Meaning(obj, func.OldName, 0);
        foreach ((string name, ulong address) in Functions.Vmlinux)
        {
            if (address == func.OldAddress) return Functions.SymbolOf(name).Symbol == func.OldName || (name == "umask" && func.OldName == "sys_umask") ? name : null;
        }

        return null;
    }
}
