using System;
using System.Buffers.Binary;
using System.Collections.Immutable;

namespace KlpShell.Core.Livepatch;

/// <summary>The memory behind shadow variables, for machine code that reads and writes it through the pointers that it was given (struct klp_shadow, kernel/livepatch/shadow.c).</summary>
internal sealed class ShadowMemory
{
    /// <summary>How much there is at most, in bytes.</summary>
    public const int Most = 1 << 22;

    private const ulong First = 0xffff888020000000;
    private const ulong Header = 48;
    private const ulong Alignment = 64;

    private ImmutableSortedDictionary<ulong, ImmutableArray<byte>> _blocks = ImmutableSortedDictionary<ulong, ImmutableArray<byte>>.Empty;
    private ImmutableSortedDictionary<(ulong Object, ulong Id), ulong> _places = ImmutableSortedDictionary<(ulong Object, ulong Id), ulong>.Empty;
    private ulong _next = First + Header;
    private int _used;

    /// <summary>True when there is room for that many bytes more.</summary>
    public bool HasRoom(ulong size) => size <= (ulong)(Most - _used);

    /// <summary>Where a variable's data is; 0 where it has no memory.</summary>
    public ulong Find(ulong obj, ulong id) => _places.GetValueOrDefault((obj, id));

    /// <summary>Gives a variable memory, all zeros.</summary>
    public ulong Place(ulong obj, ulong id, int size)
    {
        ulong address = _next;
        _next += ((ulong)size + Header + Alignment - 1) & ~(Alignment - 1);
        _used += size;
        _blocks = _blocks.Add(address, ImmutableArray.Create(new byte[size]));
        _places = _places.SetItem((obj, id), address);
        return address;
    }

    /// <summary>Takes a variable's memory away.</summary>
    public void Remove(ulong obj, ulong id)
    {
        ulong address = Find(obj, id);
        if (address == 0) return;
        _used -= _blocks[address].Length;
        _blocks = _blocks.Remove(address);
        _places = _places.Remove((obj, id));
    }

    /// <summary>Reads a number; false where that isn't the memory of a variable.</summary>
    public bool TryRead(ulong address, uint size, out ulong value)
    {
        value = 0;
        if (!Within(address, size, out ulong start)) return false;
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        _blocks[start].AsSpan((int)(address - start), (int)size).CopyTo(bytes);
        value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return true;
    }

    /// <summary>Writes a number; false where that isn't the memory of a variable.</summary>
    public bool TryWrite(ulong address, ulong value, uint size)
    {
        if (!Within(address, size, out ulong start)) return false;
        ImmutableArray<byte>.Builder bytes = _blocks[start].ToBuilder();
        for (int i = 0; i < size; i++) bytes[(int)(address - start) + i] = (byte)(value >> (8 * i));
        _blocks = _blocks.SetItem(start, bytes.ToImmutable());
        return true;
    }

    /// <summary>What a variable's memory holds, as far as a number goes: its first eight bytes.</summary>
    public ulong Number(ulong obj, ulong id)
    {
        ulong address = Find(obj, id);
        return address != 0 && TryRead(address, (uint)Math.Min(8, _blocks[address].Length), out ulong value) ? value : 0;
    }

    /// <summary>Puts a number into a variable's memory, where it has any.</summary>
    public void SetNumber(ulong obj, ulong id, ulong value)
    {
        ulong address = Find(obj, id);
        if (address != 0) TryWrite(address, value, (uint)Math.Min(8, _blocks[address].Length));
    }

    /// <summary>Becomes a copy of another.</summary>
    public void CopyFrom(ShadowMemory origin)
    {
        _blocks = origin._blocks;
        _places = origin._places;
        _next = origin._next;
        _used = origin._used;
    }

    // The block that holds all of the bytes.
    private bool Within(ulong address, uint size, out ulong start)
    {
        foreach ((ulong at, ImmutableArray<byte> bytes) in _blocks)
        {
            start = at;
            if (address >= at && address - at <= (ulong)bytes.Length && size <= (ulong)bytes.Length - (address - at)) return true;
        }

        start = 0;
        return false;
    }
}
