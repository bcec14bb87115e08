using System;
using System.Collections.Generic;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts;

/// <summary>The symbols of a host, asked as the kernel asks: by object, name and position.</summary>
internal sealed class HostSymbols
{
    private readonly SymbolTable _table;
    private readonly Dictionary<string, List<Symbol>> _modules = new(StringComparer.Ordinal);

    public HostSymbols(SymbolTable table)
    {
        _table = table;
        for (int i = table.VmlinuxCount; i < table.Count; i++)
        {
            if (!Symbol.IsTextType(table.TypeOf(i)) && table.TypeOf(i) is not ('d' or 'D' or 'b' or 'B' or 'r' or 'R')) continue;
            string module = table.ModuleOf(i)!;
            if (!_modules.TryGetValue(module, out List<Symbol>? symbols)) _modules.Add(module, symbols = []);
            symbols.Add(table[i]);
        }
    }

    /// <summary>The symbols of a module in the order of the file; none where it isn't known.</summary>
    public IReadOnlyList<Symbol> Of(string module) => _modules.TryGetValue(module, out List<Symbol>? symbols) ? symbols : [];

    /// <summary>The symbols of a name that an object has, in the kernel's order.</summary>
    public List<Symbol> Find(string? module, string name)
    {
        List<Symbol> found = [];
        foreach (Symbol symbol in _table.Find(name))
        {
            if (symbol.Module == module) found.Add(symbol);
        }

        return found;
    }

    /// <summary>The function that a directory means; null where there is none, or which of several isn't said.</summary>
    public Symbol? Find(string? module, HostFunction function)
    {
        List<Symbol> found = Find(module, function.Name);
        if (function.Position == 0) return found.Count == 1 ? found[0] : null;
        return function.Position <= found.Count ? found[function.Position - 1] : null;
    }

    /// <summary>
    /// The function of a patch's module that takes the place of an old one: sysfs doesn't say, so that it goes by its name. It is the old
    /// one's own, as kpatch-build makes it, or that with something before or behind it, as people write it.
    /// </summary>
    /// <returns>Null where none fits.</returns>
    public Symbol? NewFunction(string module, string oldName)
    {
        Symbol? best = null;
        int bestRank = int.MaxValue;
        foreach (Symbol symbol in Of(module))
        {
            if (!symbol.IsText) continue;
            int rank = Rank(symbol.Name, oldName);
            if (rank < bestRank) (best, bestRank) = (symbol, rank);
        }

        return best;
    }

    /// <summary>
    /// True for a function that a patch in transition doesn't replace but gives its own code back, because it replaces older patches
    /// (klp_add_object_nops): its module has nothing for it. Whether others replace it is the caller's to know.
    /// </summary>
    public bool IsNop(HostPatch patch, HostFunction function) =>
        patch is { Transition: true, Enabled: true, Replace: not false } && Of(patch.Name).Count > 0 && NewFunction(patch.Name, function.Name) is null;

    /// <summary>The function that a line of a stack means: of several of a name, the one of its length.</summary>
    public Symbol? Find(HostFrame frame)
    {
        List<Symbol> found = Find(frame.Module, frame.Function);
        foreach (Symbol symbol in found)
        {
            if (symbol.Size == frame.Size) return symbol;
        }

        return found.Count > 0 ? found[0] : null;
    }

    // Lower is better; the shorter of two names of one form.
    private static int Rank(string name, string old)
    {
        if (name == old) return 0;
        if (name.EndsWith("_" + old, StringComparison.Ordinal)) return 1000 + name.Length;
        return name.StartsWith(old + "_", StringComparison.Ordinal) || name.StartsWith(old + ".", StringComparison.Ordinal) ? 2000 + name.Length : int.MaxValue;
    }
}
