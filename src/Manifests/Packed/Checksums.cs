using System;

namespace KlpShell.Manifests.Packed;

/// <summary>The checksums of gzip and xz files.</summary>
internal static class Checksums
{
    private const uint Polynomial32 = 0xedb88320;
    private const ulong Polynomial64 = 0xc96c5795d7870f42;

    private static readonly uint[] s_table32 = Table32();
    private static readonly ulong[] s_table64 = Table64();

    /// <summary>CRC-32 (IEEE 802.3).</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte one in bytes) sum = sum >> 8 ^ s_table32[(byte)sum ^ one];
        return ~sum;
    }

    /// <summary>CRC-64 (ECMA-182).</summary>
    public static ulong Crc64(ReadOnlySpan<byte> bytes)
    {
        ulong sum = ulong.MaxValue;
        foreach (byte one in bytes) sum = sum >> 8 ^ s_table64[(byte)sum ^ one];
        return ~sum;
    }

    private static uint[] Table32()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint sum = i;
            for (int bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : sum >> 1 ^ Polynomial32;
            table[i] = sum;
        }

        return table;
    }

    private static ulong[] Table64()
    {
        ulong[] table = new ulong[256];
        for (uint i = 0; i < table.Length; i++)
        {
            ulong sum = i;
            for (int bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : sum >> 1 ^ Polynomial64;
            table[i] = sum;
        }

        return table;
    }
}
