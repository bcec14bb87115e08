using System;

namespace KlpShell.Core.Symbols;

/// <summary>All symbols of one exact name, in table order. A value: to make one and to walk it allocates nothing.</summary>
public readonly struct SymbolMatches
{
    private readonly SymbolTable? _table;
    private readonly string _name;
    private readonly int _first;

    internal SymbolMatches(SymbolTable table, string name, int first)
    {
        _table = table;
        _name = name;
        _first = first;
    }

    /// <summary>Whether no symbol has the name.</summary>
    public bool IsEmpty => _table is null || _first < 0;

    /// <summary>How many symbols have the name: vmlinux's and all modules'. Counted at each call.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int index = IsEmpty ? -1 : _first; index >= 0; index = _table!.NextOfName(index))
                count++;
            return count;
        }
    }

    /// <summary>The symbol at a place among those of this name, from 0; steps there from the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Symbol this[int place]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place);
            int index = IsEmpty ? -1 : _first;
            for (int i = 0; i < place && index >= 0; i++)
                index = _table!.NextOfName(index);
            return index >= 0 ? _table!.Named(index, _name) : throw new ArgumentOutOfRangeException(nameof(place));
        }
    }

    /// <summary>Walks the symbols in table order.</summary>
    public SymbolMatchEnumerator GetEnumerator() => new(_table, _name, IsEmpty ? -1 : _first);
}
