using System;

namespace KlpShell.Core.Symbols;

/// <summary>Symbols by address: where one begins, what an address lies in, how far it is to the next.</summary>
internal sealed class AddressIndex
{
    private const ulong PageSize = 4096;

    private readonly SymbolColumns _columns;

    // Symbols of modules stand in the order of the file: these are their indexes by address, aliases in table order.
    private readonly int[] _modules;

    // Where each of them stands in _modules.
    private readonly int[] _placeOf;

    /// <summary>Indexes the addresses of a table.</summary>
    public AddressIndex(SymbolColumns columns)
    {
        _columns = columns;
        _modules = new int[columns.Count - columns.VmlinuxCount];
        _placeOf = new int[_modules.Length];
        for (int i = 0; i < _modules.Length; i++)
            _modules[i] = columns.VmlinuxCount + i;
        Array.Sort(_modules, (x, y) => (columns.Address(x), x).CompareTo((columns.Address(y), y)));
        for (int place = 0; place < _modules.Length; place++)
            _placeOf[_modules[place] - columns.VmlinuxCount] = place;
    }

    /// <summary>Bytes from a symbol to the next higher address.</summary>
    public ulong Distance(int index)
    {
        ulong address = _columns.Address(index);
        ulong pageEnd = PageSize - (address % PageSize);
        if (index < _columns.VmlinuxCount)
        {
            int next = VmlinuxAbove(address, index);
            // Per-CPU offsets end in the lower half of the address space, where no kernel address follows.
            return next == _columns.VmlinuxCount || (address ^ _columns.Address(next)) >> 63 != 0 ? pageEnd : _columns.Address(next) - address;
        }
        int place = _placeOf[index - _columns.VmlinuxCount];
        int above = ModulesAbove(address, place);
        if (above == _modules.Length)
            return pageEnd;
        ulong distance = _columns.Address(_modules[above]) - address;
        return _columns.Module(_modules[above]) == _columns.Module(index) ? distance : Math.Min(distance, pageEnd);
    }

    /// <summary>The first of the symbols that an address lies in; -1 when it lies in none.</summary>
    public int Containing(ulong address)
    {
        int above = VmlinuxAbove(address, 0);
        if (above > 0)
        {
            int index = FirstAlias(above - 1);
            if (address - _columns.Address(index) < Distance(index))
                return index;
        }
        above = ModulesAbove(address, 0);
        if (above == 0)
            return -1;
        int found = FirstAlias(_modules[above - 1]);
        return address - _columns.Address(found) < Distance(found) ? found : -1;
    }

    /// <summary>The first symbol of the group that shares this symbol's address, in the same half (vmlinux or modules).</summary>
    public int FirstAlias(int index)
    {
        ulong address = _columns.Address(index);
        if (address == 0)
            return index < _columns.VmlinuxCount ? 0 : _modules[0];
        return index < _columns.VmlinuxCount ? VmlinuxAbove(address - 1, 0) : _modules[ModulesAbove(address - 1, 0)];
    }

    /// <summary>The next symbol at the same address, in the same half; -1 after the last.</summary>
    public int NextAlias(int index)
    {
        int next = -1;
        if (index < _columns.VmlinuxCount)
            next = index + 1 < _columns.VmlinuxCount ? index + 1 : -1;
        else if (_placeOf[index - _columns.VmlinuxCount] + 1 is var place && place < _modules.Length)
            next = _modules[place];
        return next >= 0 && _columns.Address(next) == _columns.Address(index) ? next : -1;
    }

    /// <summary>The first symbol at exactly that address among those of vmlinux, or of modules; -1 when there is none.</summary>
    public int At(ulong address, bool modules)
    {
        int above = modules ? ModulesAbove(address, 0) : VmlinuxAbove(address, 0);
        if (above == 0)
            return -1;
        int index = modules ? _modules[above - 1] : above - 1;
        return _columns.Address(index) == address ? FirstAlias(index) : -1;
    }

    private int VmlinuxAbove(ulong address, int from)
    {
        SymbolRecord[] records = _columns.Records;
        int low = from;
        int high = _columns.VmlinuxCount;
        // From a symbol to the next is mostly one step: look near before halving.
        for (int step = 1; from > 0 && low + step < high && step <= 1 << 20; step <<= 1)
        {
            if (records[low + step].Address > address)
            {
                high = low + step;
                break;
            }
            low += step;
        }
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (records[middle].Address <= address)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private int ModulesAbove(ulong address, int from)
    {
        int low = from;
        int high = _modules.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (_columns.Address(_modules[middle]) <= address)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
