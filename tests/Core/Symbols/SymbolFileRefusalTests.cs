using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core.Symbols;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>Files that are no symbol tables, or that mean harm, are refused with a reason, soon, and without being taken in.</summary>
public sealed class SymbolFileRefusalTests
{
    private const long TwoGigabytes = 2L << 30;

    [Fact]
    public void Zeros_are_refused_with_what_to_do()
    {
        SymbolTableProblem problem = Refused(Texts.Read("0000000000000000 T _stext\n0000000000000000 t alpha\n0000000000000000 t beta\t[mod]\n"));
        Assert.Equal(SymbolTableProblemKind.AllAddressesZero, problem.Kind);
        Assert.Contains("read it as root or set kernel.kptr_restrict=0", problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("file: ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", SymbolTableProblemKind.Empty)]
    [InlineData("\n\r\n \n", SymbolTableProblemKind.Empty)]
    [InlineData("hello\nworld\n", SymbolTableProblemKind.NothingLeft)]
    [InlineData("\0\u0001\u0002\n\0\n", SymbolTableProblemKind.NotText)]
    [InlineData("\u007fELF\u0002\u0001\u0001", SymbolTableProblemKind.NotText)]
    [InlineData("BZh91AY", SymbolTableProblemKind.NotText)]
    public void What_is_no_table_is_refused(string text, SymbolTableProblemKind kind) => Assert.Equal(kind, Refused(Texts.Read(text)).Kind);

    [Fact]
    public void Text_in_UTF_16_is_told_so()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("ffffffff81000000 T _stext\r\n")];
        SymbolTableProblem problem = Refused(Texts.Read(bytes));
        Assert.Equal(SymbolTableProblemKind.NotText, problem.Kind);
        Assert.Contains("UTF-16", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", SymbolTableProblemKind.LineTooLong, 1)]
    [InlineData("junk after junk\n", SymbolTableProblemKind.TooManyBadLines, 0)]
    [InlineData("\0\0\0\n", SymbolTableProblemKind.NotText, 0)]
    [InlineData("\n", SymbolTableProblemKind.TooManyBadLines, 0)]
    public void Two_gigabytes_of_junk_are_not_read(string pattern, SymbolTableProblemKind kind, int line)
    {
        var stream = new EndlessStream(Encoding.ASCII.GetBytes(pattern), TwoGigabytes);
        SymbolTableProblem problem = Refused(SymbolTable.Read(stream, "file"));
        Assert.Equal((kind, line), (problem.Kind, problem.Line));
        Assert.InRange(stream.Position, 1, 1 << 20);
    }

    [Fact]
    public void A_long_line_after_good_ones_is_named()
    {
        SymbolTableProblem problem = Refused(Texts.Read("ffffffff81000000 T _stext\nffffffff81000010 T " + new string('a', 4096) + "\n"));
        Assert.Equal((SymbolTableProblemKind.LineTooLong, 2), (problem.Kind, problem.Line));
        Assert.Contains("4,096", problem.Message, StringComparison.Ordinal);
        Assert.NotNull(Texts.Read("ffffffff81000010 T " + new string('a', 4077)).Table);
    }

    [Fact]
    public void A_gzip_bomb_stops_at_its_first_line_or_at_the_limit_of_text()
    {
        byte[] zeros = Texts.Gzip(new byte[64 << 20]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(SymbolTableProblemKind.LineTooLong, Refused(Texts.Read(zeros)).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);

        byte[] lines = Texts.Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("ffffffff81000000 T same\n", 100_000))));
        Assert.Equal(SymbolTableProblemKind.TextTooLong, Refused(Texts.Read(lines, new SymbolTableLimits { MaxTextBytes = 1 << 20 })).Kind);
        Assert.Equal(SymbolTableProblemKind.TooManySymbols, Refused(Texts.Read(lines, new SymbolTableLimits { MaxSymbols = 1000 })).Kind);
        Assert.Equal(100_000, Texts.Read(lines).Table!.Find("same").Count);
    }

    [Fact]
    public void Damaged_gzip_is_refused_wherever_it_is_cut()
    {
        byte[] packed = Texts.Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => $"ffffffff81{i:x6} T f{i}\n"))));
        Assert.Equal(2000, Texts.Read(packed).Table!.Count);
        for (int length = 2; length < packed.Length; length += length < 40 || length > packed.Length - 20 ? 1 : 97)
            Assert.Equal((length, SymbolTableProblemKind.DamagedGzip), (length, Refused(Texts.Read(packed[..length])).Kind));
        packed[packed.Length / 2] ^= 0x40;
        Assert.Null(Texts.Read(packed).Table);
    }

    [Fact]
    public void Random_bytes_never_throw_and_are_refused()
    {
        var random = new Random(4711);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = new byte[random.Next(1, 20_000)];
            random.NextBytes(bytes);
            if (i % 3 == 0)
                (bytes[0], bytes[^1]) = (0x1f, 0x8b);
            Assert.Null(Texts.Read(bytes).Table);
        }
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_stream_that_fails_is_reported()
    {
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In);
        pipe.DisposeLocalCopyOfClientHandle();
        Assert.NotEmpty(SymbolTable.Read(pipe, "file").Problems);
        SymbolTableReading reading = SymbolTable.Read(new FailingStream(), "file");
        Assert.Equal(SymbolTableProblemKind.Unreadable, Refused(reading).Kind);
    }

    private static SymbolTableProblem Refused(SymbolTableReading reading)
    {
        Assert.Null(reading.Table);
        return reading.Problems[^1];
    }

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("the disk is gone");

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("the disk is gone");
    }
}
