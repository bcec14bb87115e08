using System;
using System.IO;

namespace KlpShell.Hosts;

/// <summary>A stream that is read once, counts what it gives, remembers its end, and gives no more than so much.</summary>
internal sealed class BoundedStream(Stream inner, long most) : Stream
{
    private const int Remembered = 4096;

    private readonly byte[] _last = new byte[Remembered];

    /// <summary>How many bytes it has given.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        Count += read;
        if (Count > most) throw new IOException($"it holds more than {most:N0} bytes");
        Remember(buffer[..read]);
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads what is left, and forgets it.</summary>
    public void Drain()
    {
        byte[] buffer = new byte[1 << 16];
        while (Read(buffer) > 0)
        {
        }
    }

    /// <summary>True when the last bytes were all zero.</summary>
    public bool EndsInZeros(int count) => Count >= count && !_last.AsSpan(Remembered - count).ContainsAnyExcept((byte)0);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Remembered)
        {
            bytes[^Remembered..].CopyTo(_last);
            return;
        }

        _last.AsSpan(bytes.Length).CopyTo(_last);
        bytes.CopyTo(_last.AsSpan(Remembered - bytes.Length));
    }
}
