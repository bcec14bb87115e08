using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;

namespace KlpShell.Manifests.Packed;

/// <summary>
/// What stands around the packed blocks of an xz file: the header, the index and the footer, by which it is known beforehand how large the
/// file unpacks and how much memory that takes, and afterwards whether the bytes are those that were packed.
/// </summary>
internal sealed class XzContainer
{
    private const int HeaderSize = 12;
    private const int FooterSize = 12;
    private const int MostBlocks = 4096;
    private const byte Lzma2 = 0x21;

    private readonly List<(ulong Packed, ulong Unpacked)> _blocks = [];
    private readonly int _check;

    private XzContainer(int check) => _check = check;

    /// <summary>What the index says that the file unpacks to.</summary>
    public ulong UnpackedSize { get; private set; }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It isn't that of a single sound xz stream, or wants more memory than a module's file has reason to.</exception>
    public static XzContainer Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])) throw new InvalidDataException("it doesn't begin as an xz file does (fd 37 7a 58 5a 00)");
        if (file.Length < HeaderSize + FooterSize || !file.EndsWith("YZ"u8)) throw Broken(file.Length, "it is cut: the footer isn't there");
        ReadOnlySpan<byte> footer = file[^FooterSize..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(footer) != Checksums.Crc32(footer[4..10])) throw Broken(file.Length - FooterSize, "the footer is damaged");
        ulong size = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]) + 1) * 4;
        if (size > (ulong)(file.Length - HeaderSize - FooterSize)) throw Broken(file.Length - FooterSize + 4, "the footer tells of an index that is larger than the file");
        int start = file.Length - FooterSize - (int)size;
        XzContainer container = new(footer[9] & 15);
        container.ReadIndex(file.Slice(start, (int)size), start);
        container.CheckBlocks(file, start);
        return container;
    }

    /// <summary>Compares the checksum behind each block with what was unpacked.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public void Check(ReadOnlySpan<byte> file, ReadOnlySpan<byte> whole)
    {
        if ((ulong)whole.Length != UnpackedSize) throw Broken(file.Length - FooterSize, $"the index tells of {UnpackedSize} bytes, there are {whole.Length}");
        int at = HeaderSize;
        int place = 0;
        int length = CheckSize;
        foreach ((ulong packed, ulong unpacked) in _blocks)
        {
            // The packed bytes are filled up to a multiple of four, and the checksum comes behind that.
            int end = (at + (int)packed + 3) & ~3;
            ReadOnlySpan<byte> block = whole.Slice(place, (int)unpacked);
            bool sound = _check switch
            {
                1 => BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(end - length, length)) == Checksums.Crc32(block),
                4 => BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(end - length, length)) == Checksums.Crc64(block),
                10 => SHA256.HashData(block).AsSpan().SequenceEqual(file.Slice(end - length, length)),
                _ => true,
            };
            if (!sound) throw Broken(end - length, "the checksum of a block is another");
            place += (int)unpacked;
            at = end;
        }
    }

    private int CheckSize => _check switch
    {
        0 => 0,
        <= 3 => 4,
        <= 6 => 8,
        <= 9 => 16,
        <= 12 => 32,
        _ => 64,
    };

    private void ReadIndex(ReadOnlySpan<byte> index, int place)
    {
        if (index[0] != 0 || BinaryPrimitives.ReadUInt32LittleEndian(index[^4..]) != Checksums.Crc32(index[..^4])) throw Broken(place, "the index is damaged");
        int at = 1;
        ulong count = Number(index, ref at, place);
        if (count > MostBlocks) throw Broken(place, $"it has {count} blocks; {MostBlocks} are read");
        for (ulong i = 0; i < count; i++)
        {
            ulong packed = Number(index, ref at, place);
            ulong unpacked = Number(index, ref at, place);
            if (packed > int.MaxValue || unpacked > int.MaxValue) throw Broken(place, "a block is larger than 2 GB");
            _blocks.Add((packed, unpacked));
            UnpackedSize += unpacked;
        }
    }

    // The blocks must lie between header and index, as the index says.
    private void CheckBlocks(ReadOnlySpan<byte> file, int index)
    {
        long at = HeaderSize;
        foreach ((ulong packed, _) in _blocks)
        {
            long size = at < index ? (file[(int)at] + 1) * 4L : 0;
            if (size < 8 || at + size > index || (long)packed < size + CheckSize || at + (long)packed > index) throw Broken(at, "a block is longer than the file");
            CheckHeader(file.Slice((int)at, (int)size), (int)at);
            at = (at + (long)packed + 3) & ~3L;
        }

        if (at != index) throw Broken(at, "between the last block and the index there is something else, such as a second stream");
    }

    private static void CheckHeader(ReadOnlySpan<byte> header, int place)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[^4..]) != Checksums.Crc32(header[..^4])) throw Broken(place, "the header of a block is damaged");
        int at = 2;
        for (int bit = 0x40; bit <= 0x80; bit <<= 1)
        {
            if ((header[1] & bit) != 0) Number(header, ref at, place);
        }

        for (int filters = (header[1] & 3) + 1; filters > 0; filters--)
        {
            ulong filter = Number(header, ref at, place);
            ulong length = Number(header, ref at, place);
            if (length > (ulong)(header.Length - at)) throw Broken(place, "a filter is longer than its header");
            if (filter == Lzma2 && length == 1) CheckWindow(header[at], place);
            at += (int)length;
        }
    }

    // The dictionary's size as a byte: 2 or 3 times a power of two.
    private static void CheckWindow(byte size, int place)
    {
        ulong window = size >= 40 ? uint.MaxValue : (2UL | (size & 1u)) << (size / 2 + 11);
        if (window > Unpacker.LargestWindow) throw Broken(place, $"it wants {window >> 20} MB of memory to be unpacked; {Unpacker.LargestWindow >> 20} MB are given");
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at, int place)
    {
        ulong number = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            if (at >= bytes.Length) break;
            byte one = bytes[at++];
            number |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80) return number;
        }

        throw Broken(place + at, "a number runs out of its place");
    }

    private static InvalidDataException Broken(long offset, string what) => new($"the xz file can't be unpacked (offset 0x{offset:x}): {what}");
}
