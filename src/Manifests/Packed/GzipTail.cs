using System;
using System.Buffers.Binary;
using System.IO;

namespace KlpShell.Manifests.Packed;

/// <summary>The last bytes of a gzip file: the checksum of what it held, and how long that was. The framework's reader takes a file that was cut before them.</summary>
internal static class GzipTail
{
    private const int Size = 8;
    private const int SmallestFile = 18;

    /// <summary>Compares them with what was unpacked.</summary>
    /// <exception cref="InvalidDataException">They say something else, or aren't there.</exception>
    public static void Check(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> whole)
    {
        if (packed.Length < SmallestFile) throw new InvalidDataException($"the gzip file ends after {packed.Length} bytes");
        ReadOnlySpan<byte> tail = packed[^Size..];
        uint sum = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]);
        if (length == (uint)whole.Length && sum == Checksums.Crc32(whole)) return;
        throw new InvalidDataException($"the gzip file is damaged or cut: its last bytes tell of {length} bytes with the checksum {sum:x8}, it holds {whole.Length} with {Checksums.Crc32(whole):x8}");
    }
}
