namespace KlpShell.Core.Symbols;

/// <summary>What a lookup needs of a symbol, side by side so that it costs one miss of the cache and not three.</summary>
internal struct SymbolRecord
{
    /// <summary>The link-time address.</summary>
    public ulong Address;

    /// <summary>Where its type letter stands in the pool, with the name behind it up to the next symbol's.</summary>
    public int Offset;

    /// <summary>The next symbol of the same name; -1 after the last. Written once, by <see cref="NameIndex"/>.</summary>
    public int Next;
}
