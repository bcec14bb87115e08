namespace KlpShell.Core.Symbols;

/// <summary>A set of traceable functions while it is being made.</summary>
internal sealed class TraceableMarks(SymbolTable table)
{
    private readonly ulong[] _bits = new ulong[(table.Count + 63) / 64];

    /// <summary>Functions so far; aliases at one address are one.</summary>
    public int Count { get; private set; }

    /// <summary>Marks a function and its aliases.</summary>
    /// <returns>False when it was marked before.</returns>
    public bool Add(int index)
    {
        if ((_bits[index >> 6] >> index & 1) != 0)
            return false;
        for (int alias = table.Addresses.FirstAlias(index); alias >= 0; alias = table.Addresses.NextAlias(alias))
        {
            if (Symbol.IsTextType(table.TypeOf(alias)))
                _bits[alias >> 6] |= 1UL << alias;
        }
        Count++;
        return true;
    }

    /// <summary>The set. Nothing may be added afterwards.</summary>
    public TraceableSet ToSet() => new(table, _bits, Count);
}
