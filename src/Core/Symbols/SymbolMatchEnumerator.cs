namespace KlpShell.Core.Symbols;

/// <summary>A walk over the symbols of one name. A value, made by <see cref="SymbolMatches.GetEnumerator"/>.</summary>
public struct SymbolMatchEnumerator
{
    private readonly SymbolTable? _table;
    private readonly string _name;
    private int _next;
    private int _current;

    internal SymbolMatchEnumerator(SymbolTable? table, string name, int first)
    {
        _table = table;
        _name = name;
        _next = first;
        _current = -1;
    }

    /// <summary>The symbol that the walk is at.</summary>
    public readonly Symbol Current => _table!.Named(_current, _name);

    /// <summary>Goes to the next symbol.</summary>
    /// <returns>False after the last.</returns>
    public bool MoveNext()
    {
        if (_next < 0)
            return false;
        _current = _next;
        _next = _table!.NextOfName(_current);
        return true;
    }
}
