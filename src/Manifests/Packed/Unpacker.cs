using System;
using System.IO;
using System.IO.Compression;
using SharpCompress.Common;
using SharpCompress.Compressors.Xz;
using SharpCompress.Compressors.ZStandard;
using SharpCompress.Compressors.ZStandard.Unsafe;

namespace KlpShell.Manifests.Packed;

/// <summary>Unpacks compressed files, as far as they are sound and not larger than they may be.</summary>
public static class Unpacker
{
    // The window of what a decoder must remember, which it sets aside before it has read anything: 64 MB is what 'xz -9' asks for.
    internal const int WindowBits = 26;
    internal const ulong LargestWindow = 1UL << WindowBits;

    private const int PartSize = 81920;

    /// <summary>Unpacks a whole file.</summary>
    /// <param name="packed">The file.</param>
    /// <param name="format">How it is packed.</param>
    /// <param name="most">How many bytes it may come to.</param>
    /// <returns>What it held.</returns>
    /// <exception cref="InvalidDataException">It is damaged, cut, packed in another way, needs more memory than a module's file has reason to, or comes to more than <paramref name="most"/> bytes.</exception>
    public static ReadOnlyMemory<byte> Unpack(byte[] packed, PackedFormat format, int most)
    {
        ArgumentNullException.ThrowIfNull(packed);
        try
        {
            return format switch
            {
                PackedFormat.Gzip => Gunzip(packed, most),
                PackedFormat.Xz => Xz(packed, most),
                _ => Zstandard(packed, most),
            };
        }
        catch (Exception broken) when (broken is ZstdException or SharpCompressException or EndOfStreamException or IndexOutOfRangeException or OverflowException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"it isn't a sound {Name(format)} file: {broken.Message}", broken);
        }
    }

    private static ReadOnlyMemory<byte> Gunzip(byte[] packed, int most)
    {
        if (packed is not [0x1f, 0x8b, ..]) throw new InvalidDataException("it doesn't begin as a gzip file does (1f 8b)");
        using GZipStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
        ReadOnlyMemory<byte> whole = Read(stream, most);
        GzipTail.Check(packed, whole.Span);
        return whole;
    }

    private static ReadOnlyMemory<byte> Xz(byte[] packed, int most)
    {
        XzContainer container = XzContainer.Read(packed);
        if (container.UnpackedSize > (ulong)most) throw TooLarge(most);
        using XZStream stream = new(new MemoryStream(packed));
        ReadOnlyMemory<byte> whole = Read(stream, most);
        container.Check(packed, whole.Span);
        return whole;
    }

    private static ReadOnlyMemory<byte> Zstandard(byte[] packed, int most)
    {
        if (packed is not [0x28, 0xb5, 0x2f, 0xfd, ..]) throw new InvalidDataException("it doesn't begin as a Zstandard file does (28 b5 2f fd)");
        using DecompressionStream stream = new(new MemoryStream(packed), 0, checkEndOfStream: true, leaveOpen: false);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowBits);
        return Read(stream, most);
    }

    private static ReadOnlyMemory<byte> Read(Stream stream, int most)
    {
        using MemoryStream whole = new();
        byte[] part = new byte[PartSize];
        for (int read; (read = stream.Read(part, 0, part.Length)) > 0;)
        {
            if (whole.Length + read > most) throw TooLarge(most);
            whole.Write(part, 0, read);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    private static InvalidDataException TooLarge(int most) => new($"it unpacks to more than {most >> 20} MB");

    private static string Name(PackedFormat format) => format switch
    {
        PackedFormat.Gzip => "gzip",
        PackedFormat.Xz => "xz",
        _ => "Zstandard",
    };
}
