using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace KlpShell.Core.Symbols;

/// <summary>Gathers symbols in the order in which they come, and puts them in table order at the end.</summary>
internal sealed class SymbolTableBuilder
{
    /// <summary>The module number of vmlinux.</summary>
    public const int Vmlinux = -1;

    private readonly List<string> _moduleNames = [];
    private readonly Dictionary<string, int> _moduleNumbers = [];
    private byte[] _pool = new byte[1 << 12];
    private SymbolRecord[] _records = new SymbolRecord[1 << 8];
    private int[]? _modules;
    private ulong[]? _sizes;
    private int _poolLength;
    private int _vmlinuxCount;
    private ulong _lastOfVmlinux;
    private bool _inOrder = true;

    /// <summary>How many symbols there are so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether any symbol so far has an address other than zero.</summary>
    public bool AnyAddress { get; private set; }

    /// <summary>The number of a module, given at its first appearance; <see cref="Vmlinux"/> for null.</summary>
    public int ModuleNumber(string? name)
    {
        if (name is null)
            return Vmlinux;
        if (!_moduleNumbers.TryGetValue(name, out int number))
        {
            number = _moduleNames.Count;
            _moduleNumbers.Add(name, number);
            _moduleNames.Add(name);
        }
        return number;
    }

    /// <summary>Adds a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> name, ulong address, byte type, int module = Vmlinux, ulong size = 0)
    {
        if (Count == _records.Length)
            GrowColumns();
        if (name.Length >= _pool.Length - _poolLength)
            Grow(ref _pool, checked(_poolLength + name.Length + 1));
        int index = Count++;
        _records[index].Address = address;
        _records[index].Offset = _poolLength;
        _pool[_poolLength] = type;
        name.CopyTo(_pool.AsSpan(_poolLength + 1));
        _poolLength += name.Length + 1;
        AnyAddress |= address != 0;
        if (module == Vmlinux)
        {
            _inOrder &= address >= _lastOfVmlinux && _vmlinuxCount == index;
            _lastOfVmlinux = address;
            _vmlinuxCount++;
        }
        if (module != Vmlinux || _modules is not null)
            NoteModule(index, module);
        if (size != 0)
            (_sizes ??= new ulong[_records.Length])[index] = size;
    }

    /// <summary>Makes the table. The builder is not to be used afterwards.</summary>
    public SymbolTable Build()
    {
        if (!_inOrder)
            PutInOrder();
        Array.Resize(ref _pool, _poolLength);
        Array.Resize(ref _records, Count + 1);
        _records[Count].Offset = _poolLength;
        if (_sizes is not null)
            Array.Resize(ref _sizes, Count);
        return new SymbolTable(new SymbolColumns
        {
            Pool = _pool,
            Records = _records,
            Sizes = _sizes,
            VmlinuxCount = _vmlinuxCount,
            ModuleOf = _modules is null ? [] : _modules[_vmlinuxCount..Count],
            ModuleNames = [.. _moduleNames],
        });
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        T[] larger = GC.AllocateUninitializedArray<T>(Math.Max(needed, (int)Math.Min(array.Length * 2L, Array.MaxLength)));
        Array.Copy(array, larger, array.Length);
        array = larger;
    }

    private void NoteModule(int index, int module)
    {
        if (_modules is null)
        {
            _modules = new int[_records.Length];
            Array.Fill(_modules, Vmlinux, 0, index);
        }
        _modules[index] = module;
    }

    private void GrowColumns()
    {
        Grow(ref _records, 0);
        if (_modules is not null)
            Grow(ref _modules, 0);
        // What is not given must read as zero.
        if (_sizes is not null)
            Array.Resize(ref _sizes, _records.Length);
    }

    private void PutInOrder()
    {
        int[] order = new int[Count];
        int vmlinux = 0;
        int others = _vmlinuxCount;
        for (int i = 0; i < Count; i++)
            order[_modules is null || _modules[i] == Vmlinux ? vmlinux++ : others++] = i;
        Array.Sort(order, 0, _vmlinuxCount, Comparer<int>.Create((x, y) => (_records[x].Address, x).CompareTo((_records[y].Address, y))));
        byte[] pool = new byte[_poolLength];
        var records = new SymbolRecord[Count];
        int filled = 0;
        for (int i = 0; i < Count; i++)
        {
            int from = _records[order[i]].Offset;
            int length = (order[i] + 1 < Count ? _records[order[i] + 1].Offset : _poolLength) - from;
            Array.Copy(_pool, from, pool, filled, length);
            records[i] = new SymbolRecord { Address = _records[order[i]].Address, Offset = filled };
            filled += length;
        }
        _pool = pool;
        _records = records;
        _modules = _modules is null ? null : Array.ConvertAll(order, i => _modules[i]);
        _sizes = _sizes is null ? null : Array.ConvertAll(order, i => _sizes[i]);
    }
}
