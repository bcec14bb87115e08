using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using KlpShell.Manifests.Packed;

namespace KlpShell.Manifests.Tests.Packed;

/// <summary>Makes xz files that store what they hold: one block for each part, in chunks that aren't packed.</summary>
internal static class XzFile
{
    public const int None = 0, Crc32 = 1, Crc64 = 4, Sha256 = 10;

    public static byte[] Of(int check, params byte[][] parts) => Of(check, 18, parts);

    public static byte[] Of(int check, byte window, params byte[][] parts)
    {
        MemoryStream file = new();
        byte[] flags = [0, (byte)check];
        Write(file, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], flags, Sum(flags));
        MemoryStream index = new();
        index.WriteByte(0);
        Number(index, (ulong)parts.Length);
        foreach (byte[] part in parts)
        {
            long start = file.Length;
            byte[] header = [2, 0, 0x21, 1, window, 0, 0, 0];
            Write(file, header, Sum(header), Chunks(part));
            long body = file.Length - start;
            Pad(file);
            byte[] sum = check switch
            {
                Crc32 => BitConverter.GetBytes(Checksums.Crc32(part)),
                Crc64 => BitConverter.GetBytes(Checksums.Crc64(part)),
                Sha256 => SHA256.HashData(part),
                _ => [],
            };
            Write(file, sum);
            Number(index, (ulong)(body + sum.Length));
            Number(index, (ulong)part.Length);
        }

        Pad(index);
        byte[] all = index.ToArray();
        Write(file, all, Sum(all));
        byte[] end = [.. BitConverter.GetBytes(((all.Length + 4) / 4) - 1), .. flags];
        Write(file, Sum(end), end, "YZ"u8.ToArray());
        return file.ToArray();
    }

    private static byte[] Chunks(byte[] part)
    {
        List<byte> chunks = [];
        for (int at = 0; at < part.Length; at += 65536)
        {
            int size = Math.Min(65536, part.Length - at);
            chunks.AddRange([(byte)(at == 0 ? 1 : 2), (byte)((size - 1) >> 8), (byte)(size - 1), .. part.AsSpan(at, size)]);
        }

        chunks.Add(0);
        return [.. chunks];
    }

    private static byte[] Sum(byte[] bytes) => BitConverter.GetBytes(Checksums.Crc32(bytes));

    private static void Number(MemoryStream stream, ulong number)
    {
        for (; number >= 0x80; number >>= 7) stream.WriteByte((byte)(number | 0x80));
        stream.WriteByte((byte)number);
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 != 0) stream.WriteByte(0);
    }

    private static void Write(MemoryStream stream, params byte[][] parts)
    {
        foreach (byte[] part in parts) stream.Write(part);
    }
}
