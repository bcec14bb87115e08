using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace KlpShell.Core.Symbols;

/// <summary>Which functions of a symbol table ftrace can trace, and livepatch so can patch. It never changes.</summary>
public sealed class TraceableSet
{
    private readonly SymbolTable _table;
    private readonly ulong[] _bits;

    internal TraceableSet(SymbolTable table, ulong[] bits, int count)
    {
        _table = table;
        _bits = bits;
        Count = count;
    }

    /// <summary>How many functions there are; aliases at one address are one.</summary>
    public int Count { get; }

    /// <summary>The functions' symbol indexes in table order; of aliases the first.</summary>
    public IEnumerable<int> Functions
    {
        get
        {
            for (int word = 0; word < _bits.Length; word++)
            {
                for (ulong rest = _bits[word]; rest != 0; rest &= rest - 1)
                {
                    int index = (word * 64) + BitOperations.TrailingZeroCount(rest);
                    if (FirstOf(_table.Addresses.FirstAlias(index)) == index)
                        yield return index;
                }
            }
        }
    }

    /// <summary>
    /// Reads the text of <c>available_filter_functions</c> (plain or gzip) and finds each line's function. Both lists are in address
    /// order, so that a name that several functions have is told by what stands before and after it. A line whose function cannot be
    /// found is a problem and is left out; one that could be several is a problem, and is taken for the first that fits. Never throws
    /// for bad input.
    /// </summary>
    /// <param name="stream">A readable stream, read from where it stands; it is left open.</param>
    /// <param name="source">What the reasons of a refusal call the list.</param>
    /// <param name="table">The symbol table of the same kernel.</param>
    /// <param name="limits">How much is taken in; null for <see cref="SymbolTableLimits.Default"/>.</param>
    public static TraceableReading Read(Stream stream, string source, SymbolTable table, SymbolTableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(table);
        return new TraceableListReader(source, table, limits ?? SymbolTableLimits.Default).Read(stream);
    }

    /// <summary>
    /// What is probably traceable when no list is given: the text symbols of vmlinux (t, T, w, W) but for sections and names that
    /// are not compiled with a call to ftrace (see <c>TraceableGuess</c>). Of 6.12's real list it holds all but a few; it also holds
    /// functions that are marked notrace one by one, which no symbol table shows.
    /// </summary>
    public static TraceableSet AllFunctions(SymbolTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new TraceableGuess(table).Make();
    }

    /// <summary>Whether a symbol is a function that can be traced; false for an index outside of the table.</summary>
    public bool IsTraceable(int symbolIndex) =>
        (uint)symbolIndex < (uint)_table.Count && (_bits[symbolIndex >> 6] >> symbolIndex & 1) != 0;

    /// <summary>Whether a function that can be traced begins at that link-time address (its own address, not that of the call in it).</summary>
    public bool IsTraceableAddress(ulong functionAddress) => FirstOf(_table.Addresses.At(functionAddress, modules: false)) >= 0
        || FirstOf(_table.Addresses.At(functionAddress, modules: true)) >= 0;

    /// <summary>The functions of vmlinux alone.</summary>
    /// <param name="vmlinux">The table without the symbols of modules, in which every symbol has its place in this set's table.</param>
    internal TraceableSet WithoutModules(SymbolTable vmlinux)
    {
        ulong[] bits = new ulong[(vmlinux.Count + 63) / 64];
        Array.Copy(_bits, bits, Math.Min(bits.Length, _bits.Length));
        if ((vmlinux.Count & 63) != 0)
            bits[^1] &= (1UL << vmlinux.Count) - 1;
        int count = 0;
        var set = new TraceableSet(vmlinux, bits, 0);
        foreach (int _ in set.Functions)
            count++;
        return new TraceableSet(vmlinux, bits, count);
    }

    // The first marked symbol from one alias on; -1 when none is.
    private int FirstOf(int alias)
    {
        while (alias >= 0 && !IsTraceable(alias))
            alias = _table.Addresses.NextAlias(alias);
        return alias;
    }
}
