using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using KlpShell.Manifests.Packed;
using SharpCompress.Compressors.ZStandard;
using Xunit;

namespace KlpShell.Manifests.Tests.Packed;

/// <summary>Compressed files are unpacked where they are sound, and are an error where they aren't, are too large, or want too much memory.</summary>
public sealed class UnpackerTests
{
    private const int Most = 1 << 20;

    private static readonly byte[] s_text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{i * 7919 % 1000} ")));

    [Theory]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Xz)]
    [InlineData(PackedFormat.Zstandard)]
    public void A_sound_file(PackedFormat format)
    {
        Assert.True(Unpacker.Unpack(Pack(format, s_text), format, Most).Span.SequenceEqual(s_text));
        if (format != PackedFormat.Gzip) Assert.True(Unpacker.Unpack(Pack(format, []), format, Most).IsEmpty);
    }

    [Theory]
    [InlineData(XzFile.None)]
    [InlineData(XzFile.Crc32)]
    [InlineData(XzFile.Crc64)]
    [InlineData(XzFile.Sha256)]
    public void Every_kind_of_checksum_of_xz_and_several_blocks(int check)
    {
        byte[] packed = XzFile.Of(check, s_text, [1, 2, 3], s_text[..100]);
        Assert.True(Unpacker.Unpack(packed, PackedFormat.Xz, Most).Span.SequenceEqual((byte[])[.. s_text, 1, 2, 3, .. s_text[..100]]));
    }

    [Theory]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Xz)]
    [InlineData(PackedFormat.Zstandard)]
    public void A_file_that_was_cut_anywhere(PackedFormat format)
    {
        byte[] packed = Pack(format, s_text);
        for (int length = 0; length < packed.Length; length += length < 40 || length > packed.Length - 40 ? 1 : 997) IsBroken(packed[..length], format);
    }

    [Theory]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Xz)]
    [InlineData(PackedFormat.Zstandard)]
    public void A_file_with_a_bit_changed_never_gives_other_bytes(PackedFormat format)
    {
        byte[] packed = Pack(format, s_text);
        Random random = new(20261123);
        for (int i = 0; i < 200; i++)
        {
            byte[] damaged = (byte[])packed.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Assert.True(Unpacker.Unpack(damaged, format, Most).Span.SequenceEqual(s_text), "what nobody reads may change; what is unpacked may not");
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    [Theory]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Xz)]
    [InlineData(PackedFormat.Zstandard)]
    public void A_bomb(PackedFormat format)
    {
        InvalidDataException error = IsBroken(Pack(format, new byte[Most + 1]), format);
        Assert.Equal("it unpacks to more than 1 MB", error.Message);
        Assert.Equal(Most, Unpacker.Unpack(Pack(format, new byte[Most]), format, Most).Length);
    }

    [Theory]
    [InlineData(PackedFormat.Gzip, "1f 8b")]
    [InlineData(PackedFormat.Xz, "fd 37 7a 58 5a 00")]
    [InlineData(PackedFormat.Zstandard, "28 b5 2f fd")]
    public void A_file_of_another_kind(PackedFormat format, string expected) => Assert.Contains(expected, IsBroken(s_text, format).Message, StringComparison.Ordinal);

    [Fact]
    public void An_xz_file_that_wants_more_memory_than_is_given()
    {
        Assert.False(Unpacker.Unpack(XzFile.Of(XzFile.Crc32, 28, s_text), PackedFormat.Xz, Most).IsEmpty);
        InvalidDataException error = IsBroken(XzFile.Of(XzFile.Crc32, 29, s_text), PackedFormat.Xz);
        Assert.Equal("the xz file can't be unpacked (offset 0xc): it wants 96 MB of memory to be unpacked; 64 MB are given", error.Message);
        Assert.Contains("wants 4095 MB", IsBroken(XzFile.Of(XzFile.Crc32, 40, s_text), PackedFormat.Xz).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zstandard_file_that_wants_more_memory_than_is_given()
    {
        // A frame without its length: behind the magic, a descriptor of 0 and a window of 2^(10 + 17) bytes.
        byte[] frame = [0x28, 0xb5, 0x2f, 0xfd, 0, 17 << 3, 1, 0, 0];
        Assert.Contains("memory", IsBroken(frame, PackedFormat.Zstandard).Message, StringComparison.Ordinal);
        frame[5] = 16 << 3;
        Assert.True(Unpacker.Unpack(frame, PackedFormat.Zstandard, Most).IsEmpty);
    }

    [Fact]
    public void What_an_xz_file_says_of_itself_must_fit()
    {
        byte[] packed = XzFile.Of(XzFile.Crc32, s_text);
        int index = packed.Length - 12 - ((BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(packed.Length - 8)) + 1) * 4);
        Assert.Contains("something else", IsBroken([.. packed[..index], 0, 0, 0, 0, .. packed[index..]], PackedFormat.Xz).Message, StringComparison.Ordinal);
        byte[] changed = (byte[])packed.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(changed.Length - 8), uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(changed.Length - 12), Checksums.Crc32(changed.AsSpan(changed.Length - 8, 6)));
        Assert.Contains("an index that is larger than the file", IsBroken(changed, PackedFormat.Xz).Message, StringComparison.Ordinal);
    }

    private static InvalidDataException IsBroken(byte[] packed, PackedFormat format) => Assert.Throws<InvalidDataException>(() => Unpacker.Unpack(packed, format, Most));

    private static byte[] Pack(PackedFormat format, byte[] bytes)
    {
        if (format == PackedFormat.Xz) return bytes.Length == 0 ? XzFile.Of(XzFile.Crc64) : XzFile.Of(XzFile.Crc64, bytes);
        MemoryStream packed = new();
        using (Stream stream = format == PackedFormat.Gzip ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true) : Zstandard(packed)) stream.Write(bytes);
        return packed.ToArray();
    }

    private static CompressionStream Zstandard(Stream packed)
    {
        CompressionStream stream = new(packed, 3, 0, leaveOpen: true);
        stream.SetParameter(SharpCompress.Compressors.ZStandard.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return stream;
    }
}
