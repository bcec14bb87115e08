using System;
using System.Buffers.Binary;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles.Signatures;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The signature behind a module's bytes (struct module_signature; kernel/module/signing.c, kernel/module_signature.c).</summary>
/// <param name="ContentLength">How many bytes of the file are the module's own.</param>
/// <param name="Length">How many bytes the signature says that it has.</param>
/// <param name="Offset">Where its description begins in the file.</param>
/// <param name="Errno">What the check of its description comes to: <see cref="Errno.None"/> for one whose message the kernel reads.</param>
/// <param name="Line">What that check logs; null for nothing.</param>
public sealed record ModuleSignature(int ContentLength, uint Length, long Offset, Errno Errno, string? Line)
{
    private const int DescriptionSize = 12;
    private const byte Pkcs7 = 2;

    private static ReadOnlySpan<byte> Marker => "~Module signature appended~\n"u8;

    /// <summary>The message, which says who signed it and how; none where the description is refused.</summary>
    public ReadOnlyMemory<byte> Message { get; private init; }

    /// <summary>The signature of a file; null where it doesn't end with the marker.</summary>
    public static ModuleSignature? Find(ReadOnlyMemory<byte> file)
    {
        if (file.Length <= Marker.Length || !file.Span.EndsWith(Marker)) return null;
        int length = file.Length - Marker.Length;
        if (length <= DescriptionSize) return new ModuleSignature(length, 0, length, Errno.EBADMSG, null);
        int at = length - DescriptionSize;
        ReadOnlySpan<byte> description = file.Span.Slice(at, DescriptionSize);
        uint size = BinaryPrimitives.ReadUInt32BigEndian(description[8..]);
        if (size >= (uint)at) return new ModuleSignature(length, size, at, Errno.EBADMSG, null);
        int content = at - (int)size;
        if (description[2] != Pkcs7) return new ModuleSignature(length, size, at, Errno.ENOPKG, "module: not signed with expected PKCS#7 message");
        bool zeros = description[0] == 0 && description[1] == 0 && description[3..8].IndexOfAnyExcept((byte)0) < 0;
        if (!zeros) return new ModuleSignature(length, size, at, Errno.EBADMSG, "module: PKCS#7 signature info has unexpected non-zero params");
        return new ModuleSignature(content, size, at, Errno.None, null) { Message = file.Slice(content, (int)size) };
    }

    /// <summary>What a kernel that hasn't the signer's key makes of it (mod_verify_sig).</summary>
    /// <param name="rules">The release's.</param>
    public SignatureVerdict Judge(ModuleFileRules rules)
    {
        if (Errno == Errno.None) return Pkcs7Message.Judge(Message, rules);
        return new SignatureVerdict(Errno, Line is null ? [] : [new SignatureLine(LogLevel.Error, Line)]);
    }
}
