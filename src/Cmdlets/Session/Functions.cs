using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Symbols;

namespace KlpShell.Session;

/// <summary>Finds the function that a person means: by name, by <c>module:name</c>, by <c>name,2</c> for the second of several, or by address.</summary>
internal static class Functions
{
    /// <summary>The one function that is meant.</summary>
    public static Symbol Find(Kernel kernel, string kernelName, string text)
    {
        List<Symbol> found = FindAll(kernel, text);
        List<Symbol> code = found.FindAll(static symbol => symbol.IsText);
        if (found.Count == 0) throw Failure.Of("FunctionUnknown", text, text, kernelName);
        if (code.Count == 0) throw Failure.Of("NotAFunction", text, text);
        RequireOne(code, kernelName, text);
        return code[0];
    }

    /// <summary>An error where a text means several functions.</summary>
    public static void RequireOne(Kernel kernel, string kernelName, string text) => RequireOne(FindAll(kernel, text).FindAll(static symbol => symbol.IsText), kernelName, text);

    /// <summary>All symbols that are meant, data included.</summary>
    public static List<Symbol> FindAll(Kernel kernel, string text)
    {
        if (TryAddress(text, out ulong address)) return At(kernel, address);
        (string? module, string name, int position) = Split(text);
        List<Symbol> found = [];
        foreach (Symbol symbol in kernel.Symbols.Find(name))
        {
            if (module is null || (symbol.Module ?? "vmlinux") == module) found.Add(symbol);
        }

        if (position == 0) return found;
        found.Sort(static (a, b) => a.Module is null != b.Module is null ? (a.Module is null ? -1 : 1) : a.Address.CompareTo(b.Address));
        return position <= found.Count ? [found[position - 1]] : [];
    }

    /// <summary>An address as a person writes one: <c>0x</c> and hexadecimal digits, or sixteen of them.</summary>
    public static bool TryAddress(string text, out ulong address)
    {
        bool prefixed = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        address = 0;
        return (prefixed || (text.Length == 16 && text[0] is 'f' or 'F')) && ulong.TryParse(prefixed ? text.AsSpan(2) : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address);
    }

    /// <summary>What <see cref="Find"/> takes for exactly this symbol.</summary>
    public static string Text(string? module, string name, int position) => (module is null ? "" : module + ":") + name + (position > 0 ? "," + position.ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>Which of several functions of its name in its module a symbol is, from 1 by address; 0 where it is the only one.</summary>
    public static int Position(Kernel kernel, Symbol symbol)
    {
        List<Symbol> all = FindAll(kernel, Text(symbol.Module, symbol.Name, 0));
        if (all.Count < 2) return 0;
        int position = 1;
        foreach (Symbol other in all)
        {
            if (other.Address < symbol.Address) position++;
        }

        return position;
    }

    /// <summary>The parts of a text that is no address: the module, where there is one, the name, and the place among those of that name, 0 where there is none.</summary>
    public static (string? Module, string Name, int Position) Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string? module = colon > 0 ? text[..colon] : null;
        string name = colon > 0 ? text[(colon + 1)..] : text;
        int comma = name.LastIndexOf(',');
        return comma > 0 && int.TryParse(name.AsSpan(comma + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int position) && position > 0
            ? (module, name[..comma], position)
            : (module, name, 0);
    }

    private static void RequireOne(List<Symbol> code, string kernelName, string text)
    {
        if (code.Exists(symbol => symbol.Address != code[0].Address)) throw Failure.Of("FunctionAmbiguous", text, text, kernelName, code.Count);
    }

    private static List<Symbol> At(Kernel kernel, ulong address) =>
        kernel.Symbols.TryFindContaining(address, out Symbol symbol, out ulong offset) && offset == 0 ? [symbol] : [];
}
