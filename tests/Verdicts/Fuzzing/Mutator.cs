using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace KlpShell.Verdicts.Fuzzing;

/// <summary>Breaks modules' files, the same way for the same seed: flips, cuts, splices, overlapping sections, huge counts, loops.</summary>
public sealed class Mutator(IReadOnlyList<byte[]> seeds, int seed)
{
    private const int HeaderSize = 64;
    private const int SectionTable = 40;
    private const int SectionCount = 60;

    private static readonly ulong[] s_numbers = [0, 1, 2, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, 0x7fffffffffffffff, 0xffffffffffffffff, 0xfffffffffffff000, 4096, 64];

    private readonly Random _random = new(seed);

    /// <summary>The next broken file.</summary>
    public byte[] Next()
    {
        byte[] file = (byte[])seeds[_random.Next(seeds.Count)].Clone();
        for (int i = _random.Next(1, 5); i > 0 && file.Length > 0; i--)
        {
            file = _random.Next(8) switch
            {
                0 => Flip(file),
                1 => file[.._random.Next(file.Length)],
                2 => Splice(file),
                3 => Number(file, _random.Next(file.Length)),
                4 or 5 => Section(file),
                6 => Header(file),
                _ => Table(file),
            };
        }

        return file;
    }

    private byte[] Flip(byte[] file)
    {
        for (int i = _random.Next(1, 9); i > 0; i--) file[_random.Next(file.Length)] ^= (byte)(1 << _random.Next(8));
        return file;
    }

    private byte[] Splice(byte[] file)
    {
        byte[] other = seeds[_random.Next(seeds.Count)];
        int length = _random.Next(Math.Min(file.Length, other.Length));
        if (length == 0) return file;
        Array.Copy(other, _random.Next(other.Length - length), file, _random.Next(file.Length - length), length);
        return file;
    }

    private byte[] Number(byte[] file, int at)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _random.Next(3) == 0 ? (ulong)_random.NextInt64() : s_numbers[_random.Next(s_numbers.Length)]);
        int length = Math.Min(1 << _random.Next(4), file.Length - at);
        bytes[..length].CopyTo(file.AsSpan(at));
        return file;
    }

    private byte[] Header(byte[] file) => Number(file, Math.Min(file.Length - 1, _random.Next(HeaderSize)));

    // A field of a section header: a section comes to lie on another, refers to itself, or claims more than there is.
    private byte[] Section(byte[] file)
    {
        if (!TryFindSection(file, out int at)) return file;
        int field = _random.Next(10) switch
        {
            0 => 0,
            1 => 4,
            2 => 8,
            3 => 16,
            4 => 24,
            5 => 32,
            6 => 40,
            7 => 44,
            8 => 48,
            _ => 56,
        };
        if (_random.Next(2) == 0 || !TryFindSection(file, out int other)) return Number(file, at + field);
        file.AsSpan(other + field, 8 - (field & 4)).CopyTo(file.AsSpan(at + field));
        return file;
    }

    // An entry of a section that holds entries: a symbol, a relocation.
    private byte[] Table(byte[] file)
    {
        if (!TryFindSection(file, out int at)) return file;
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at + 24));
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at + 32));
        return size == 0 || offset >= (ulong)file.Length ? file : Number(file, (int)Math.Min((ulong)file.Length - 1, offset + (ulong)_random.NextInt64((long)Math.Min(size, (ulong)file.Length))));
    }

    private bool TryFindSection(byte[] file, out int at)
    {
        at = 0;
        if (file.Length < HeaderSize) return false;
        ulong table = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(SectionTable));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(SectionCount));
        if (count == 0 || table > (ulong)file.Length) return false;
        ulong place = table + (ulong)_random.Next(count) * HeaderSize;
        at = (int)Math.Min(place, int.MaxValue);
        return place + HeaderSize <= (ulong)file.Length;
    }
}
