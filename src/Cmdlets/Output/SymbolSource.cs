using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Symbols;

namespace KlpShell;

/// <summary>The symbols of a kernel at one moment: the shared table of vmlinux, and a copy of the few that modules add.</summary>
internal sealed class SymbolSource
{
    private readonly SymbolTable _table;
    private readonly TraceableSet _traceable;
    private readonly ulong _offset;
    private readonly List<(Symbol Symbol, bool Traceable)> _modules = [];

    public SymbolSource(string kernelName, Kernel kernel)
    {
        Kernel = kernelName;
        _table = kernel.Symbols.Table;
        _traceable = kernel.Symbols.Traceable;
        _offset = kernel.Definition.KaslrOffset;
        foreach (Symbol symbol in kernel.Symbols.ModuleSymbols()) _modules.Add((symbol, kernel.Symbols.IsTraceable(symbol.Address)));
    }

    public string Kernel { get; }

    public int Count => _table.Count + _modules.Count;

    public SymbolTable Table => _table;

    public string Name(int index) => index < _table.Count ? _table[index].Name : Own(index).Name;

    public string? Module(int index) => index < _table.Count ? _table.ModuleOf(index) : Own(index).Module;

    public ulong Address(int index) => index < _table.Count ? _table.AddressOf(index) + _offset : Own(index).Address;

    public char Type(int index) => index < _table.Count ? _table.TypeOf(index) : Own(index).Type;

    public ulong Size(int index) => index < _table.Count ? _table.SizeOf(index) : Own(index).Size;

    public bool IsTraceable(int index) => index < _table.Count ? _traceable.IsTraceable(index) : _modules[index - _table.Count].Traceable;

    /// <summary>The place of a symbol among those of its name in its object.</summary>
    public (int Matches, int Position) Rank(int index, string name)
    {
        int matches = 0;
        int position = 0;
        string? module = Module(index);
        ulong address = Address(index);
        foreach (int other in Find(name))
        {
            if (Module(other) != module) continue;
            matches++;
            if (Address(other) < address || (Address(other) == address && other <= index)) position++;
        }

        return (matches, position);
    }

    /// <summary>The places of the symbols of a name.</summary>
    public List<int> Find(string name)
    {
        List<int> found = [];
        foreach (Symbol symbol in _table.Find(name)) found.Add(symbol.Index);
        for (int i = 0; i < _modules.Count; i++)
        {
            if (_modules[i].Symbol.Name == name) found.Add(_table.Count + i);
        }

        return found;
    }

    /// <summary>The place of the symbol that an address lies in; -1 where nothing is known.</summary>
    public int Containing(ulong address)
    {
        int best = -1;
        for (int i = 0; i < _modules.Count; i++)
        {
            Symbol symbol = _modules[i].Symbol;
            if (symbol.Address <= address && address - symbol.Address < symbol.Size) best = _table.Count + i;
        }

        if (best >= 0) return best;
        return _table.TryFindContaining(address - _offset, out Symbol found, out _) ? found.Index : -1;
    }

    private Symbol Own(int index) => _modules[index - _table.Count].Symbol;
}
