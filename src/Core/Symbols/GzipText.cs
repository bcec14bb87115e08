using System;
using System.IO;
using System.IO.Compression;

namespace KlpShell.Core.Symbols;

/// <summary>
/// Decompression that notices when the file ends too early: GZipStream alone takes what is there for the whole. A last member of our
/// own is put behind the file, and its text comes out only if the file before it is complete.
/// </summary>
internal static class GzipText
{
    /// <summary>What stands at the end of the text of a whole file. It has no line end.</summary>
    public static ReadOnlySpan<byte> End => "\u0004end of the gzip file\u0004"u8;

    /// <summary>Whether these are the first bytes of a gzip file.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.Length >= 2 && head[0] == 0x1f && head[1] == 0x8b;

    /// <summary>The text of a gzip file whose first bytes were read already; <see cref="End"/> follows it.</summary>
    public static Stream Open(ReadOnlyMemory<byte> head, Stream rest)
    {
        var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression))
            gzip.Write(End);
        return new GZipStream(new JoinedStream(head, rest, member.ToArray()), CompressionMode.Decompress);
    }
}
