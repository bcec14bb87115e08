using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace KlpShell.Core.Symbols;

/// <summary>
/// A kernel's symbol table, as <c>/proc/kallsyms</c> or <c>System.map</c> has it: data and absolute symbols, duplicates and aliases
/// included. It never changes, so kernels and threads share it. Addresses are those of the file, with no KASLR offset.
/// </summary>
public sealed class SymbolTable
{
    // Longer names than KSYM_NAME_LEN (512) can stand in a file, not in a kernel: looking those up may allocate.
    private const int UsualName = 96;
    private const int LongestKernelName = 512;

    private readonly SymbolColumns _columns;
    private readonly NameIndex _names;
    private readonly AddressIndex _addresses;

    internal SymbolTable(SymbolColumns columns)
    {
        _columns = columns;
        _names = new NameIndex(columns);
        _addresses = new AddressIndex(columns);
        Modules = Array.AsReadOnly(columns.ModuleNames);
    }

    /// <summary>A table without symbols.</summary>
    public static SymbolTable Empty { get; } = FromEntries([]);

    /// <summary>How many symbols there are.</summary>
    public int Count => _columns.Count;

    /// <summary>How many of them are vmlinux's: those with an index below this.</summary>
    public int VmlinuxCount => _columns.VmlinuxCount;

    /// <summary>The names of the modules, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Modules { get; }

    /// <summary>The symbol at a place in kallsyms order: vmlinux by address, then modules in the order of the file. Makes the name's string.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Symbol this[int index]
    {
        get
        {
            CheckIndex(index);
            return Named(index, _columns.Name(index));
        }
    }

    /// <summary>
    /// Reads a table from the text of <c>/proc/kallsyms</c> (<c>ffffffff81000000 T _stext</c>, a module's symbols with <c>[name]</c>
    /// behind), of <c>System.map</c>, or from gzip of either. Bad lines are reported and left out. Never throws for bad input.
    /// </summary>
    /// <param name="stream">A readable stream, read from where it stands; it is left open.</param>
    /// <param name="source">What the reasons of a refusal call the file.</param>
    /// <param name="limits">How much is taken in; null for <see cref="SymbolTableLimits.Default"/>.</param>
    public static SymbolTableReading Read(Stream stream, string source, SymbolTableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new SymbolTableReader(source, limits ?? SymbolTableLimits.Default).Read(stream);
    }

    /// <summary>Makes a table of given symbols, in any order.</summary>
    /// <exception cref="ArgumentException">A name or a module's name is empty, or a type is not an ASCII character.</exception>
    public static SymbolTable FromEntries(IEnumerable<SymbolEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var builder = new SymbolTableBuilder();
        foreach (SymbolEntry entry in entries)
        {
            ArgumentException.ThrowIfNullOrEmpty(entry.Name, nameof(entries));
            if (entry.Module is { Length: 0 } || entry.Type is <= ' ' or > '~')
                throw new ArgumentException($"'{entry.Name}' has an empty module name or no type letter.", nameof(entries));
            builder.Add(Encoding.UTF8.GetBytes(entry.Name), entry.Address, (byte)entry.Type, builder.ModuleNumber(entry.Module), entry.Size);
        }
        return builder.Build();
    }

    /// <summary>All symbols of exactly that name, in table order. Allocates nothing for names of up to 512 characters.</summary>
    public SymbolMatches Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new SymbolMatches(this, name, FirstOfName(name));
    }

    /// <summary>How many symbols of that name an object has, as <c>klp_find_object_symbol</c> in <c>kernel/livepatch/core.c</c> counts.</summary>
    /// <param name="name">The exact name.</param>
    /// <param name="module">The module; null for vmlinux only.</param>
    public int CountOf(string name, string? module)
    {
        ArgumentNullException.ThrowIfNull(name);
        int count = 0;
        for (int index = FirstOfName(name); index >= 0; index = _names.Next(index))
        {
            if (_columns.Module(index) == module)
                count++;
        }
        return count;
    }

    /// <summary>
    /// What an address lies in, as <c>get_symbol_pos</c> in <c>kernel/kallsyms.c</c> finds it: the last address at or below it, and
    /// of the aliases there the first. vmlinux is asked before modules.
    /// </summary>
    /// <param name="address">Any address.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="offset">Bytes from the symbol's address.</param>
    /// <returns>False below the first symbol, and beyond the page in which the last one ends.</returns>
    public bool TryFindContaining(ulong address, out Symbol symbol, out ulong offset)
    {
        int index = _addresses.Containing(address);
        symbol = index < 0 ? default : this[index];
        offset = index < 0 ? 0 : address - symbol.Address;
        return index >= 0;
    }

    /// <summary>The symbols whose names a predicate accepts, lazily and in table order; no string is made for the others.</summary>
    public IEnumerable<Symbol> Match(SymbolNamePredicate predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Walk(predicate);
    }

    /// <summary>A symbol's name as UTF-8 bytes; no string is made.</summary>
    public ReadOnlySpan<byte> NameUtf8(int index) => _columns.NameUtf8(index);

    /// <summary>A symbol's link-time address.</summary>
    public ulong AddressOf(int index) => _columns.Address(index);

    /// <summary>A symbol's type letter.</summary>
    public char TypeOf(int index) => _columns.Type(index);

    /// <summary>A symbol's module; null for vmlinux.</summary>
    public string? ModuleOf(int index) => _columns.Module(index);

    /// <summary>A symbol's size in bytes: the one given, or else the distance to the next higher address (see <see cref="Symbol"/>).</summary>
    public ulong SizeOf(int index) => _columns.Sizes is { } sizes && sizes[index] != 0 ? sizes[index] : _addresses.Distance(index);

    /// <summary>The size that was given for a symbol, as a module's file has it; 0 where none was, as in kallsyms.</summary>
    public ulong GivenSizeOf(int index) => _columns.Sizes is { } sizes ? sizes[index] : 0;

    /// <summary>The same table without the symbols of modules; a symbol keeps its place.</summary>
    internal SymbolTable WithoutModules()
    {
        if (VmlinuxCount == Count) return this;
        var builder = new SymbolTableBuilder();
        for (int i = 0; i < VmlinuxCount; i++)
            builder.Add(NameUtf8(i), AddressOf(i), (byte)TypeOf(i), SymbolTableBuilder.Vmlinux, _columns.Sizes is { } sizes ? sizes[i] : 0);
        return builder.Build();
    }

    internal AddressIndex Addresses => _addresses;

    internal int FirstOfName(ReadOnlySpan<byte> utf8) => _names.First(utf8);

    internal int NextOfName(int index) => _names.Next(index);

    internal Symbol Named(int index, string name) => new(index, name, AddressOf(index), TypeOf(index), ModuleOf(index), SizeOf(index));

    private int FirstOfName(string name)
    {
        if (name.Length <= UsualName)
        {
            Span<byte> usual = stackalloc byte[UsualName];
            if (Ascii.FromUtf16(name, usual, out int written) == System.Buffers.OperationStatus.Done)
                return _names.First(usual[..written]);
        }
        return FirstOfLongName(name);
    }

    private int FirstOfLongName(string name)
    {
        if (name.Length > LongestKernelName)
            return _names.First(Encoding.UTF8.GetBytes(name));
        Span<byte> utf8 = stackalloc byte[LongestKernelName * 3];
        return _names.First(utf8[..Encoding.UTF8.GetBytes(name, utf8)]);
    }

    private IEnumerable<Symbol> Walk(SymbolNamePredicate predicate)
    {
        for (int index = 0; index < Count; index++)
        {
            if (predicate(_columns.NameUtf8(index)))
                yield return this[index];
        }
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The table has {Count} symbols.");
    }
}
