using System;
using System.Collections;
using System.Collections.Generic;
using KlpShell.Core.Elf;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The symbols of a module that was loaded from a file, as kallsyms sees them (kernel/module/kallsyms.c): all while its init runs, and what stays afterwards.</summary>
internal sealed class ImageSymbols : IReadOnlyList<SymbolEntry>
{
    private readonly ModuleImage _image;
    private readonly string _module;

    // The table's numbers and addresses in its order, and both by address. Names are read when somebody asks: a file may claim megabytes of them.
    private readonly int[] _symbols;
    private readonly ulong[] _addresses;
    private readonly ulong[] _byAddress;
    private readonly int[] _order;

    /// <summary>Reads the table.</summary>
    /// <param name="image">The image.</param>
    /// <param name="values">The symbols' addresses.</param>
    /// <param name="module">The module's name.</param>
    /// <param name="core">True for what stays after the init.</param>
    public ImageSymbols(ModuleImage image, ulong[] values, string module, bool core)
    {
        _image = image;
        _module = module;
        bool whole = !core || image.File.IsLivepatch;
        List<int> symbols = [];
        List<ulong> addresses = [];
        for (int i = 1; i < values.Length; i++)
        {
            ElfSymbol symbol = image.Symbol(i);
            if (symbol.Section == ElfSymbol.Undefined || (!whole && !image.Layout.IsCore(symbol))) continue;
            if (image.File.Elf.Bytes.TextLength(image.NamePlace(symbol)) == 0) continue;
            symbols.Add(i);
            addresses.Add(values[i]);
        }

        _symbols = [.. symbols];
        _addresses = [.. addresses];
        _byAddress = [.. addresses];
        _order = new int[_byAddress.Length];
        SortStable();
    }

    /// <inheritdoc/>
    public int Count => _symbols.Length;

    /// <summary>A symbol with its length, in the order of the table.</summary>
    public SymbolEntry this[int index]
    {
        get
        {
            ElfSymbol symbol = _image.Symbol(_symbols[index]);
            return new SymbolEntry(_image.NameOf(symbol), _addresses[index], TypeOf(symbol), _module, SizeAt(_addresses[index]));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<SymbolEntry> GetEnumerator()
    {
        for (int i = 0; i < _symbols.Length; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The addresses of the symbols of a name, in the order of the table.</summary>
    public IEnumerable<ulong> Find(string name)
    {
        for (int i = 0; i < _symbols.Length; i++)
        {
            if (_image.File.Elf.Bytes.TextIs(_image.NamePlace(_image.Symbol(_symbols[i])), name)) yield return _addresses[i];
        }
    }

    /// <summary>The symbol that an address lies in (find_kallsyms_symbol).</summary>
    /// <param name="address">The address, in the module's memory.</param>
    /// <param name="symbol">The symbol; its length reaches to the next one.</param>
    public bool TryFind(ulong address, out SymbolEntry symbol)
    {
        symbol = default!;
        if (_image.RegionOf(address) is not { } region) return false;
        int last = Array.BinarySearch(_byAddress, address);
        if (last < 0) last = ~last - 1;
        if (last < 0) return false;
        while (last > 0 && _byAddress[last - 1] == _byAddress[last]) last--;
        ulong found = _byAddress[last];
        if (_image.Rules.AllocatesByKind && found < region.Address) return false;
        symbol = this[_order[last]] with { Size = Next(address, region) - found };
        return true;
    }

    private ulong SizeAt(ulong address) => _image.RegionOf(address) is { } region ? Next(address, region) - address : 0;

    private ulong Next(ulong address, ImageRegion region)
    {
        ulong end = region.TextEnd;
        int next = UpperBound(address);
        return next < _byAddress.Length && _byAddress[next] < end ? _byAddress[next] : end;
    }

    private int UpperBound(ulong address)
    {
        int low = 0;
        int high = _byAddress.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_byAddress[middle] <= address) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void SortStable()
    {
        (ulong Address, int Index)[] pairs = new (ulong, int)[_order.Length];
        for (int i = 0; i < pairs.Length; i++) pairs[i] = (_byAddress[i], i);
        Array.Sort(pairs);
        for (int i = 0; i < pairs.Length; i++) (_byAddress[i], _order[i]) = pairs[i];
    }

    // elf_type, kernel/module/kallsyms.c.
    private char TypeOf(ElfSymbol symbol)
    {
        if (symbol.IsWeak) return symbol.IsObject ? 'v' : 'w';
        if (symbol.Section == ElfSymbol.Absolute || (symbol.Section == _image.Sections.PerCpu && symbol.Section != 0)) return 'a';
        if (symbol.Section >= ElfSymbol.FirstReserved || symbol.Section >= _image.Layout.Flags.Length) return '?';
        ulong flags = _image.Layout.Flags[symbol.Section];
        char type = (flags & ElfSectionFlags.Execute) != 0 ? 't'
            : (flags & ElfSectionFlags.Allocate) == 0 ? '?'
            : _image.File.Elf.Sections[symbol.Section].Type == ElfSectionType.NoBits ? 'b'
            : (flags & ElfSectionFlags.Write) == 0 ? 'r' : 'd';
        return type;
    }
}
