using System;
using System.IO;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>A long stream of a repeated pattern, which counts what is read of it.</summary>
internal sealed class EndlessStream(byte[] pattern, long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, length - Position);
        for (int i = 0; i < count; i++)
            buffer[i] = pattern[(Position + i) % pattern.Length];
        Position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
