using System;

namespace KlpShell.Core.Abi.Reading;

/// <summary>Bytes of a value as it is put together; used over and over by one reader.</summary>
internal sealed class AbiTextBuffer
{
    private const int TabWidth = 8;

    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes that are in it.</summary>
    public int Length { get; private set; }

    /// <summary>What is in it.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Empties it.</summary>
    public void Clear() => Length = 0;

    /// <summary>Keeps only the first bytes.</summary>
    public void Cut(int length) => Length = length;

    /// <summary>Appends one byte.</summary>
    public void Add(byte b)
    {
        Reserve(1);
        _bytes[Length++] = b;
    }

    /// <summary>Appends bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Appends bytes that lie behind its end since the last cut.</summary>
    public void AddMoved(int from, int count)
    {
        Buffer.BlockCopy(_bytes, from, _bytes, Length, count);
        Length += count;
    }

    /// <summary>Appends bytes with tabs as blanks up to the next multiple of eight.</summary>
    /// <param name="bytes">What to append.</param>
    /// <param name="column">The column, in bytes, where it begins.</param>
    public void AddExpanded(ReadOnlySpan<byte> bytes, int column)
    {
        int tab = bytes.IndexOf((byte)'\t');
        while (tab >= 0)
        {
            Add(bytes[..tab]);
            column += tab;
            int width = TabWidth - column % TabWidth;
            Reserve(width);
            _bytes.AsSpan(Length, width).Fill((byte)' ');
            Length += width;
            column += width;
            bytes = bytes[(tab + 1)..];
            tab = bytes.IndexOf((byte)'\t');
        }
        Add(bytes);
    }

    /// <summary>Takes line ends off its end.</summary>
    public void TrimLineEnds()
    {
        while (Length > 0 && _bytes[Length - 1] == (byte)'\n')
            Length--;
    }

    private void Reserve(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
    }
}
