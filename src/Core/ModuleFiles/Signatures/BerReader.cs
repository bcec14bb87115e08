using System;
using System.Collections.Generic;

namespace KlpShell.Core.ModuleFiles.Signatures;

/// <summary>
/// Goes through BER as the kernel does (asn1_ber_decoder, lib/asn1_decoder.c): it opens elements that hold others and closes them, and takes those
/// that don't off the front. A false answer means that the bytes aren't what was expected, or that they end too early.
/// </summary>
internal sealed class BerReader(ReadOnlyMemory<byte> bytes)
{
    private const byte Constructed = 0x20;
    private const byte TagNumber = 0x1f;
    private const int Indefinite = 0x80;
    private const int Unknown = -1;

    // Where the element around the open one ends; Unknown where the open one's own end is told by a mark behind it.
    private readonly Stack<int> _outer = new();
    private int _at;
    private int _end = bytes.Length;

    /// <summary>Where the content of the element begins that was taken last.</summary>
    public int ValueOffset { get; private set; }

    /// <summary>The tag of the element that was taken last.</summary>
    public byte Tag { get; private set; }

    /// <summary>The content of the element that was taken last.</summary>
    public ReadOnlySpan<byte> Value => bytes.Span.Slice(ValueOffset, _length);

    private int _length;

    /// <summary>True at the end of the open element. An element that may be left out is looked for only before it.</summary>
    public bool AtEnd => _at == _end;

    /// <summary>True when the next element has a tag. Whether an element holds others is not compared for those that may.</summary>
    public bool Is(byte tag) => _end - _at >= 2 && Matches(bytes.Span[_at], tag);

    /// <summary>Opens an element that holds others.</summary>
    public bool Open(byte tag)
    {
        if (!Is(tag) || !Header(out int length)) return false;
        _outer.Push(length == Unknown ? Unknown : _end);
        if (length != Unknown) _end = _at + length;
        return true;
    }

    /// <summary>Takes an element off the front.</summary>
    public bool Take(byte tag) => Is(tag) && TakeAny();

    /// <summary>Takes an element of any kind off the front.</summary>
    public bool TakeAny()
    {
        if (!Header(out int length)) return false;
        ValueOffset = _at;
        if (length == Unknown && !Skip(out length)) return false;
        _length = length;
        _at = ValueOffset + length;
        return true;
    }

    /// <summary>Closes the element that was opened last, which must have come to its end.</summary>
    public bool Close()
    {
        int outer = _outer.Pop();
        if (outer == Unknown)
        {
            if (_end - _at < 2 || bytes.Span[_at] != 0 || bytes.Span[_at + 1] != 0) return false;
            _at += 2;
            return true;
        }

        bool whole = _at == _end;
        _end = outer;
        return whole;
    }

    /// <summary>Reads the elements of the open one, of which there must be one at least, and closes it.</summary>
    public bool All(Func<bool> one)
    {
        do
        {
            if (!one()) return false;
        }
        while (_outer.Peek() == Unknown ? _end - _at >= 2 && bytes.Span[_at] != 0 : _at < _end);
        return Close();
    }

    private static bool Matches(byte tag, byte wanted) => ((tag ^ wanted) & ~(wanted & Constructed)) == 0;

    private bool Header(out int length)
    {
        length = 0;
        ReadOnlySpan<byte> span = bytes.Span;
        if (_end - _at < 2 || (span[_at] & TagNumber) == TagNumber) return false;
        Tag = span[_at];
        length = span[_at + 1];
        _at += 2;
        if (length == Indefinite)
        {
            length = Unknown;
            return (Tag & Constructed) != 0 && _end - _at >= 2;
        }

        if (length > Indefinite)
        {
            int count = length - Indefinite;
            if (count > 2 || count > _end - _at) return false;
            length = 0;
            for (; count > 0; count--) length = length << 8 | span[_at++];
        }

        return length <= _end - _at;
    }

    // asn1_find_indefinite_length: the length includes the mark at the end.
    private bool Skip(out int length)
    {
        ReadOnlySpan<byte> span = bytes.Span[..(_end)];
        int at = _at;
        length = 0;
        for (int open = 1; open > 0;)
        {
            if (span.Length - at < 2) return false;
            byte tag = span[at++];
            if (tag == 0)
            {
                if (span[at++] != 0) return false;
                open--;
                continue;
            }

            if ((tag & TagNumber) == TagNumber)
            {
                do
                {
                    if (span.Length - at < 2) return false;
                }
                while (span[at++] >= 0x80);
            }

            long size = span[at++];
            if (size == Indefinite)
            {
                if ((tag & Constructed) == 0) return false;
                open++;
                continue;
            }

            if (size > Indefinite)
            {
                int count = (int)size - Indefinite;
                if (count > 7 || count > span.Length - at) return false;
                size = 0;
                for (; count > 0; count--) size = size << 8 | span[at++];
            }

            if (size > span.Length - at) return false;
            at += (int)size;
        }

        length = at - _at;
        return true;
    }
}
