using System;
using System.Buffers.Binary;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The signature behind a module's bytes (struct module_signature; kernel/module/signing.c, kernel/module_signature.c).</summary>
/// <param name="ContentLength">How many bytes of the file are the module's own.</param>
/// <param name="Length">How many bytes the signature says that it has.</param>
/// <param name="Offset">Where its description begins in the file.</param>
/// <param name="Errno">What the check of its form comes to: <see cref="Errno.None"/> for one whose key the kernel would look for.</param>
/// <param name="Line">What the check logs; null for nothing.</param>
public sealed record ModuleSignature(int ContentLength, uint Length, long Offset, Errno Errno, string? Line)
{
    private const int DescriptionSize = 12;
    private const byte Pkcs7 = 2;
    private const byte Integer = 0x02;
    private const byte ObjectId = 0x06;
    private const byte Sequence = 0x30;
    private const byte Set = 0x31;
    private const byte Explicit0 = 0xa0;

    // 1.2.840.113549.1.7.2
    private static ReadOnlySpan<byte> SignedData => [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

    private static ReadOnlySpan<byte> Marker => "~Module signature appended~\n"u8;

    /// <summary>The signature of a file; null where it doesn't end with the marker.</summary>
    public static ModuleSignature? Find(ReadOnlySpan<byte> file)
    {
        if (file.Length <= Marker.Length || !file.EndsWith(Marker)) return null;
        int length = file.Length - Marker.Length;
        if (length <= DescriptionSize) return new ModuleSignature(length, 0, length, Errno.EBADMSG, null);
        int at = length - DescriptionSize;
        ReadOnlySpan<byte> description = file.Slice(at, DescriptionSize);
        uint size = BinaryPrimitives.ReadUInt32BigEndian(description[8..]);
        if (size >= (uint)at) return new ModuleSignature(length, size, at, Errno.EBADMSG, null);
        int content = at - (int)size;
        if (description[2] != Pkcs7) return new ModuleSignature(length, size, at, Errno.ENOPKG, "module: not signed with expected PKCS#7 message");
        bool zeros = description[0] == 0 && description[1] == 0 && description[3..8].IndexOfAnyExcept((byte)0) < 0;
        if (!zeros) return new ModuleSignature(length, size, at, Errno.EBADMSG, "module: PKCS#7 signature info has unexpected non-zero params");
        return new ModuleSignature(content, size, at, IsMessage(file.Slice(content, (int)size)) ? Errno.None : Errno.EBADMSG, null);
    }

    // As far as a PKCS#7 message of signed data can be told from junk: the outer elements and their lengths. What is signed, and by whom, only a
    // kernel with its keys can judge. A message that lacks the rest is EINVAL or EBADMSG, depending on what the parser misses first.
    private static bool IsMessage(ReadOnlySpan<byte> message) =>
        TryOpen(ref message, Sequence, out ReadOnlySpan<byte> outer) && message.IsEmpty
        && TryOpen(ref outer, ObjectId, out ReadOnlySpan<byte> type) && type.SequenceEqual(SignedData)
        && TryOpen(ref outer, Explicit0, out ReadOnlySpan<byte> content) && outer.IsEmpty
        && TryOpen(ref content, Sequence, out ReadOnlySpan<byte> signed) && content.IsEmpty
        && TryOpen(ref signed, Integer, out _) && TryOpen(ref signed, Set, out _) && TryOpen(ref signed, Sequence, out _) && !signed.IsEmpty;

    // Takes an element off the front.
    private static bool TryOpen(ref ReadOnlySpan<byte> bytes, byte tag, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (bytes.Length < 2 || bytes[0] != tag) return false;
        int length = bytes[1];
        int start = 2;
        if (length >= 0x80)
        {
            int count = length & 0x7f;
            if (count is 0 or > 3 || bytes.Length < 2 + count) return false;
            length = 0;
            for (int i = 0; i < count; i++) length = length << 8 | bytes[2 + i];
            start += count;
        }

        if (length > bytes.Length - start) return false;
        content = bytes.Slice(start, length);
        bytes = bytes[(start + length)..];
        return true;
    }
}
