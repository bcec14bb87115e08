using System;
using System.Buffers.Binary;
using System.Text;

namespace KlpShell.Core.Elf;

/// <summary>The bytes of a file, read with bounds: what lies outside reads as absent, and nothing throws. Little endian.</summary>
/// <param name="Memory">The bytes.</param>
public readonly record struct ElfBytes(ReadOnlyMemory<byte> Memory)
{
    private const int LongestText = 4096;

    /// <summary>How many bytes there are.</summary>
    public int Length => Memory.Length;

    /// <summary>How many bytes the kernel can read of its copy without a fault: up to the end of a page, the rest of which is zeros.</summary>
    public ulong MappedLength => ((ulong)Length + 4095) & ~4095UL;

    /// <summary>True when so many bytes from an offset on lie in the file.</summary>
    public bool Has(ulong offset, ulong count) => offset <= (ulong)Length && count <= (ulong)Length - offset;

    /// <summary>Those of the bytes from an offset on that lie in the file; empty where they don't all.</summary>
    public ReadOnlySpan<byte> Slice(ulong offset, ulong count) => Has(offset, count) ? Memory.Span.Slice((int)offset, (int)count) : default;

    /// <summary>A byte; 0 outside.</summary>
    public byte Byte(ulong offset) => Has(offset, 1) ? Memory.Span[(int)offset] : (byte)0;

    /// <summary>A 16-bit number; 0 outside.</summary>
    public ushort Word16(ulong offset) => Has(offset, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(Memory.Span[(int)offset..]) : (ushort)0;

    /// <summary>A 32-bit number; 0 outside.</summary>
    public uint Word32(ulong offset) => Has(offset, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(Memory.Span[(int)offset..]) : 0;

    /// <summary>A 64-bit number; 0 outside.</summary>
    public ulong Word64(ulong offset) => Has(offset, 8) ? BinaryPrimitives.ReadUInt64LittleEndian(Memory.Span[(int)offset..]) : 0;

    /// <summary>The text from an offset up to the next NUL, a character for each byte; cut where it is too long, null where it begins or runs outside.</summary>
    public string? Text(ulong offset)
    {
        if (offset >= (ulong)Length) return null;
        ReadOnlySpan<byte> rest = Memory.Span[(int)offset..];
        bool more = rest.Length > LongestText;
        if (more) rest = rest[..LongestText];
        int end = rest.IndexOf((byte)0);
        if (end < 0 && !more) return null;
        return Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]);
    }

    /// <summary>How long the text at an offset is, as <see cref="Text"/> reads it; 0 where it begins outside.</summary>
    public int TextLength(ulong offset)
    {
        if (offset >= (ulong)Length) return 0;
        ReadOnlySpan<byte> rest = Memory.Span[(int)offset..];
        if (rest.Length > LongestText) rest = rest[..LongestText];
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest.Length : end;
    }

    /// <summary>True when the text at an offset is exactly that one.</summary>
    public bool TextIs(ulong offset, string text)
    {
        if (!Has(offset, (ulong)text.Length + 1)) return false;
        ReadOnlySpan<byte> bytes = Memory.Span.Slice((int)offset, text.Length + 1);
        for (int i = 0; i < text.Length; i++)
        {
            if (bytes[i] != text[i]) return false;
        }

        return bytes[^1] == 0;
    }
}
