using System;
using System.Collections.Generic;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Symbols;

namespace KlpShell.Completion;

/// <summary>The symbols that a word may become. No string is made for the rest of the table, and no more than a menu holds.</summary>
internal static class SymbolCandidates
{
    private const int Most = 500;

    public static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel, string word, bool functionsOnly)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (KlpPatch patch in kernel.Livepatch.Patches)
        {
            foreach (KlpObject obj in patch.Objects)
            {
                foreach (KlpFunc func in obj.Functions)
                {
                    if (seen.Add(func.OldName)) yield return (func.OldName, $"in {obj.DisplayName()}, replaced by {patch.Name} ({func.State})");
                }
            }
        }

        foreach (Symbol symbol in kernel.Symbols.ModuleSymbols())
        {
            if ((symbol.IsText || !functionsOnly) && seen.Add(symbol.Name)) yield return (symbol.Name, $"{symbol.Type} in {symbol.Module} at 0x{symbol.Address:x16}");
        }

        bool wild = word.AsSpan().IndexOfAny('*', '?', '[') >= 0;
        byte[] prefix = Encoding.UTF8.GetBytes(wild ? word[..word.AsSpan().IndexOfAny('*', '?', '[')] : word);
        int left = wild ? int.MaxValue : Most;
        foreach (Symbol symbol in kernel.Symbols.Table.Match(name => name.Length >= prefix.Length && Ascii.EqualsIgnoreCase(name[..prefix.Length], prefix)))
        {
            if (left == 0) yield break;
            if (functionsOnly && !symbol.IsText) continue;
            if (!seen.Add(symbol.Name)) continue;
            left--;
            yield return (symbol.Name, $"{symbol.Type} in {symbol.Module ?? "vmlinux"} at 0x{symbol.Address + kernel.Definition.KaslrOffset:x16}");
        }
    }
}
