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
    private const byte Sequence = 0x30;

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

    // The outermost element: one sequence that spans the whole. What is inside, only a kernel with its keys can judge.
    private static bool IsMessage(ReadOnlySpan<byte> message)
    {
        if (message.Length < 2 || message[0] != Sequence) return false;
        int first = message[1];
        if (first < 0x80) return first + 2 == message.Length;
        int bytes = first & 0x7f;
        if (bytes is 0 or > 3 || message.Length < 2 + bytes) return false;
        int length = 0;
        for (int i = 0; i < bytes; i++) length = length << 8 | message[2 + i];
        return length + 2 + bytes == message.Length;
    }
}
