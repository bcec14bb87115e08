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

    /// <summary>Appends blanks.</summary>
    public void AddBlanks(int count)
    {
        Reserve(count);
        _bytes.AsSpan(Length, count).Fill((byte)' ');
        Length += count;
    }

    /// <summary>The column behind the blanks and tabs that a line begins with, and how many bytes they are.</summary>
    public static (int Column, int Count) IndentOf(ReadOnlySpan<byte> line)
    {
        int column = 0;
        int at = 0;
        for (; at < line.Length && line[at] is (byte)' ' or (byte)'\t'; at++)
            column += line[at] == ' ' ? 1 : TabWidth - column % TabWidth;
        return (column, at);
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
            AddBlanks(width);
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
