using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KlpShell.Core.Symbols;

/// <summary>
/// From a name to all its symbols in table order: an open-addressing table of first indexes, and a chain from each symbol to the next
/// of its name. A slot has the index plus one in its low bits and a piece of the hash above, so that most misses need no look at a name.
/// </summary>
internal sealed class NameIndex
{
    private readonly SymbolColumns _columns;
    private readonly uint[] _slots;
    private readonly uint _indexMask;

    /// <summary>Indexes the names of a table, and writes its chains.</summary>
    public NameIndex(SymbolColumns columns)
    {
        int count = columns.Count;
        _columns = columns;
        _slots = new uint[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count + (count / 2)))];
        _indexMask = BitOperations.RoundUpToPowerOf2((uint)count + 2) - 1;
        Fill();
    }

    /// <summary>The first symbol of that name; -1 when there is none.</summary>
    public int First(ReadOnlySpan<byte> name)
    {
        uint hash = Hash(name);
        uint tag = hash & ~_indexMask;
        uint last = (uint)_slots.Length - 1;
        for (uint at = Slot(hash) & last; ; at = (at + 1) & last)
        {
            uint slot = _slots[at];
            if (slot == 0)
                return -1;
            int index = (int)(slot & _indexMask) - 1;
            if ((slot & ~_indexMask) == tag && name.SequenceEqual(_columns.NameUtf8(index)))
                return index;
        }
    }

    /// <summary>The next symbol of the same name; -1 after the last.</summary>
    public int Next(int index) => _columns.Records[index].Next;

    // Compiled at full strength at once: the loop is most of a cold load, and over before the runtime would look at it again.
    // From the last symbol to the first, so that a chain begins with the first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill()
    {
        uint last = (uint)_slots.Length - 1;
        for (int index = _columns.Count - 1; index >= 0; index--)
        {
            ReadOnlySpan<byte> name = _columns.NameUtf8(index);
            uint hash = Hash(name);
            uint tag = hash & ~_indexMask;
            uint at = Slot(hash) & last;
            int next = -1;
            for (uint slot; (slot = _slots[at]) != 0; at = (at + 1) & last)
            {
                int other = (int)(slot & _indexMask) - 1;
                if ((slot & ~_indexMask) == tag && name.SequenceEqual(_columns.NameUtf8(other)))
                {
                    next = other;
                    break;
                }
            }
            _columns.Records[index].Next = next;
            _slots[at] = tag | (uint)(index + 1);
        }
    }

    // The tag is the hash's high bits; the slot must not be made of the same bits alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Slot(uint hash) => hash ^ (hash >> 15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)name.Length * Factor;
        if (name.Length >= 8)
        {
            ReadOnlySpan<byte> rest = name;
            for (; rest.Length > 8; rest = rest[8..])
                hash = Mix(hash, MemoryMarshal.Read<ulong>(rest));
            hash = Mix(hash, MemoryMarshal.Read<ulong>(name[^8..]));
        }
        else
        {
            ulong tail = 0;
            foreach (byte b in name)
                tail = (tail << 8) | b;
            hash = Mix(hash, tail);
        }
        return (uint)((hash ^ (hash >> 29)) * Factor >> 32);

        static ulong Mix(ulong hash, ulong word)
        {
            ulong mixed = (hash ^ word) * Factor;
            return mixed ^ (mixed >> 32);
        }
    }
}
