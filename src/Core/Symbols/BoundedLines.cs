using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace KlpShell.Core.Symbols;

/// <summary>
/// The lines of a text that may be gzip (told by its magic), read through one buffer: however long the file or a line of it, no more
/// than the limits is taken in.
/// </summary>
internal sealed class BoundedLines : IDisposable
{
    private const int ChunkBytes = 1 << 17;

    private readonly SymbolTableLimits _limits;
    private readonly byte[] _buffer;
    private readonly Stream _given;
    private readonly int _longest;
    private Stream? _text;
    private long _textBytes;
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _gzip;

    /// <summary>Reads from where a stream stands; it is left open.</summary>
    public BoundedLines(Stream stream, SymbolTableLimits limits)
    {
        _given = stream;
        _limits = limits;
        _longest = limits.MaxLineBytes + GzipText.End.Length;
        _buffer = new byte[Math.Max(ChunkBytes, _longest * 2)];
    }

    /// <summary>Lines read so far, which is the number of the last one.</summary>
    public int Number { get; private set; }

    /// <summary>Why the reading stopped before the end; null when it did not.</summary>
    public (SymbolTableProblemKind Kind, string Reason)? Failure { get; private set; }

    /// <summary>The next line, without its end (LF or CR LF). It is good until the next call.</summary>
    /// <returns>False at the end of the text, or on a <see cref="Failure"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int length = Waiting.IndexOf((byte)'\n');
        while (length < 0 && Fill())
            length = Waiting.IndexOf((byte)'\n');
        line = length < 0 ? Waiting : Waiting[..length];
        if (line.Length > _limits.MaxLineBytes && Failure is null)
            FailLength();
        if (Failure is not null || (length < 0 && line.IsEmpty))
        {
            line = default;
            return false;
        }
        Number++;
        _start += length < 0 ? line.Length : length + 1;
        if (!line.IsEmpty && line[^1] == '\r')
            line = line[..^1];
        return true;
    }

    /// <summary>Gives up what decompression holds.</summary>
    public void Dispose()
    {
        if (_gzip)
            _text?.Dispose();
    }

    private ReadOnlySpan<byte> Waiting => _buffer.AsSpan(_start, _end - _start);

    // False when nothing more is to be had: the end, a failure, or a line that has grown too long already.
    private bool Fill()
    {
        int kept = _end - _start;
        if (_atEnd || kept > _longest)
            return false;
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, kept);
        _start = 0;
        _end = kept;
        try
        {
            int count = (_text ??= Open()).Read(_buffer.AsSpan(_end));
            _atEnd |= count == 0;
            _end += count;
            _textBytes += count;
            if (count == 0 && _gzip)
                TakeOffEnd();
        }
        catch (InvalidDataException e)
        {
            Fail(SymbolTableProblemKind.DamagedGzip, $"the gzip data is damaged ({e.Message}); copy the file again, or give it uncompressed");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(SymbolTableProblemKind.Unreadable, $"it cannot be read: {e.Message}");
        }
        if (_textBytes > _limits.MaxTextBytes)
            Fail(SymbolTableProblemKind.TextTooLong, $"there are more than {_limits.MaxTextBytes:N0} bytes of text, which no kernel's symbols are");
        return !_atEnd;
    }

    private void TakeOffEnd()
    {
        if (Waiting.EndsWith(GzipText.End))
            _end -= GzipText.End.Length;
        else
            Fail(SymbolTableProblemKind.DamagedGzip, "the gzip data ends too early, or something else follows it; copy the file again, or give it uncompressed");
    }

    private Stream Open()
    {
        byte[] head = new byte[4];
        int length = _given.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlyMemory<byte> read = head.AsMemory(0, length);
        _gzip = GzipText.IsGzip(read.Span);
        if (_gzip)
            return GzipText.Open(read, _given);
        if (OtherForm(read.Span) is { } form)
            Fail(SymbolTableProblemKind.NotText, $"this is {form}; text or gzip of text is expected");
        return new JoinedStream(read, _given, default);
    }

    private static string? OtherForm(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith([(byte)0xff, (byte)0xfe]) || head.StartsWith([(byte)0xfe, (byte)0xff]))
            return "UTF-16 text: save it as ASCII or UTF-8";
        if (head.SequenceEqual("\u007fELF"u8))
            return "an ELF file: list its symbols with 'nm -n'";
        if (head.SequenceEqual([(byte)0xfd, (byte)'7', (byte)'z', (byte)'X']))
            return "xz data: unpack it with 'xz -d'";
        if (head.SequenceEqual([(byte)0x28, (byte)0xb5, (byte)0x2f, (byte)0xfd]))
            return "zstd data: unpack it with 'zstd -d'";
        return head.StartsWith("BZh"u8) ? "bzip2 data: unpack it with 'bzip2 -d'" : null;
    }

    private void FailLength()
    {
        Number++;
        Fail(SymbolTableProblemKind.LineTooLong, $"line {Number} is longer than {_limits.MaxLineBytes:N0} bytes; a file of symbols has one short line for each");
    }

    private void Fail(SymbolTableProblemKind kind, string reason)
    {
        Failure ??= (kind, reason);
        _atEnd = true;
    }
}
