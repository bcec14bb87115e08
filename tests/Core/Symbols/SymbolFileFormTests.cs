using System;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core.Symbols;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>The forms in which a table can come, and what is done with lines that have none of them.</summary>
public sealed class SymbolFileFormTests
{
    private const string Three = "ffffffff81000000 T _stext\nffffffff81000010 t alpha\nffffffff81000040 d beta\n";

    [Theory]
    [InlineData(Three)]
    [InlineData("ffffffff81000000 T _stext\nffffffff81000010 t alpha\nffffffff81000040 d beta")]
    [InlineData("ffffffff81000000 T _stext\r\nffffffff81000010 t alpha\r\nffffffff81000040 d beta\r\n")]
    [InlineData("\uFEFFffffffff81000000 T _stext\n\nffffffff81000010 t alpha \n  \nffffffff81000040\tD\tbeta\t\n\n")]
    [InlineData("FFFFFFFF81000000 T _stext\nffffffff81000040 D beta\nffffffff81000010 T alpha\n")]
    public void Line_ends_blanks_case_and_order_do_not_matter(string text)
    {
        SymbolTableReading reading = Texts.Read(text);
        Assert.Empty(reading.Problems);
        Assert.Equal(["_stext", "alpha", "beta"], reading.Table!.Match(_ => true).Select(s => s.Name));
        Assert.Equal([0xffffffff81000000, 0xffffffff81000010, 0xffffffff81000040], reading.Table.Match(_ => true).Select(s => s.Address));
    }

    [Fact]
    public void Modules_follow_vmlinux_in_the_order_of_the_file()
    {
        SymbolTable table = Texts.Table("ffffffffc0000040 t init\t[beta]\nffffffffc0000000 t show\t[beta]\nffffffff81000000 T show\nffffffffc0001000 t show [alpha]\n");
        Assert.Equal(["beta", "alpha"], table.Modules);
        Assert.Equal(1, table.VmlinuxCount);
        Assert.Equal([("show", null), ("init", "beta"), ("show", "beta"), ("show", (string?)"alpha")], table.Match(_ => true).Select(s => (s.Name, s.Module)));
        Assert.Equal(1, table.CountOf("show", null));
        Assert.Equal(1, table.CountOf("show", "alpha"));
        Assert.Equal(0, table.CountOf("init", null));
        Assert.Equal(0, table.CountOf("show", "gamma"));
        Assert.Equal([0, 2, 3], table.Find("show").AsIndexes());
    }

    [Fact]
    public void An_old_System_map_has_short_addresses()
    {
        SymbolTable table = Texts.Table("c0100000 A _text\nc0100000 t startup_32\nc0100079 T _start\n");
        Assert.Equal(0xc0100000UL, table[0].Address);
        Assert.Equal(0x79UL, table[0].Size);
    }

    [Theory]
    [InlineData("hello world", SymbolTableProblemKind.BadAddress, 1)]
    [InlineData("0xffffffff81000000 T name", SymbolTableProblemKind.BadAddress, 1)]
    [InlineData("1ffffffff81000000 T name", SymbolTableProblemKind.BadAddress, 1)]
    [InlineData("                 w undefined", SymbolTableProblemKind.BadAddress, 1)]
    [InlineData("ffffffff81000000", SymbolTableProblemKind.BadAddress, 1)]
    [InlineData("ffffffff81000000 ", SymbolTableProblemKind.BadType, 18)]
    [InlineData("ffffffff81000000 T", SymbolTableProblemKind.BadType, 18)]
    [InlineData("ffffffff81000000 TT name", SymbolTableProblemKind.BadType, 18)]
    [InlineData("ffffffff81000000 7 name", SymbolTableProblemKind.BadType, 18)]
    [InlineData("ffffffff81000000 T ", SymbolTableProblemKind.BadName, 20)]
    [InlineData("ffffffff81000000 T na\u0000me", SymbolTableProblemKind.BadName, 22)]
    [InlineData("ffffffff81000000 T n\u00e4me", SymbolTableProblemKind.BadName, 21)]
    [InlineData("ffffffff81000000 T name more", SymbolTableProblemKind.BadModule, 25)]
    [InlineData("ffffffff81000000 T name\t[]", SymbolTableProblemKind.BadModule, 25)]
    [InlineData("ffffffff81000000 T name\t[mod", SymbolTableProblemKind.BadModule, 25)]
    public void A_bad_line_is_reported_and_left_out(string line, SymbolTableProblemKind kind, int column)
    {
        SymbolTableReading reading = Texts.Read("ffffffff81000000 T good\n" + line + "\nffffffff81000010 T also\n");
        SymbolTableProblem problem = Assert.Single(reading.Problems);
        Assert.Equal((2, column, kind), (problem.Line, problem.Column, problem.Kind));
        Assert.Contains("expected", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(problem.Message, c => char.IsControl(c));
        Assert.Equal(3, reading.Lines);
        Assert.Equal(["good", "also"], reading.Table!.Match(_ => true).Select(s => s.Name));
    }

    [Fact]
    public void Problems_are_counted_beyond_those_that_are_kept()
    {
        string text = string.Concat(Enumerable.Range(0, 500).Select(i => $"ffffffff810{i:x5} T f{i}\nbad {i}\n"));
        SymbolTableReading reading = Texts.Read(text, new SymbolTableLimits { MaxProblems = 7 });
        Assert.Equal(7, reading.Problems.Count);
        Assert.Equal(500, reading.ProblemCount);
        Assert.Equal(14, reading.Problems[^1].Line);
        Assert.Equal(500, reading.Table!.Count);
    }

    [Fact]
    public void Gzip_is_told_by_its_magic_and_may_have_several_members()
    {
        byte[] text = Encoding.ASCII.GetBytes(Three);
        byte[] packed = [.. Texts.Gzip(text.AsSpan(0, 30)), .. Texts.Gzip(text.AsSpan(30))];
        Assert.Equal(3, Texts.Read(packed).Table!.Count);
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_and_left_open()
    {
        var stream = new MemoryStream(Encoding.ASCII.GetBytes("junk" + Three)) { Position = 4 };
        Assert.Equal(3, SymbolTable.Read(stream, "file").Table!.Count);
        Assert.True(stream.CanRead);
    }
}
