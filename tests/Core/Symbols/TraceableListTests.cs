using System;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core.Symbols;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>Lists of traceable functions made up to be hard.</summary>
public sealed class TraceableListTests
{
    private static readonly SymbolTable s_table = SymbolTable.FromEntries(
    [
        new("one", 0x100), new("show", 0x110, 't'), new("two", 0x120), new("show", 0x130, 't'), new("three", 0x140), new("show", 0x150, 't'),
        new("store", 0x160, 't'), new("show", 0x170, 't'), new("four", 0x180), new("four_alias", 0x180), new("value", 0x190, 'd'),
        new("show", 0x2010, 't', "mod"), new("init", 0x2000, 't', "mod"), new("show", 0x2020, 'd', "mod"),
    ]);

    [Theory]
    [InlineData("one two show three four", "100 120 130 140 180")]
    [InlineData("one show two three show store four", "100 110 120 140 150 160 180")]
    [InlineData("show one", "100")]
    [InlineData("three show show", "140 150 170")]
    [InlineData("three store show four", "140 160 170 180")]
    [InlineData("show show show show", "110 130 150 170")]
    [InlineData("one show show two", "100 110 120")]
    [InlineData("four_alias", "180")]
    public void A_name_is_told_by_its_place(string list, string addresses)
    {
        TraceableReading reading = Texts.Traceable(s_table, list.Split(' '));
        Assert.Equal(addresses, string.Join(' ', reading.Set!.Functions.Select(i => s_table.AddressOf(i).ToString("x"))));
        Assert.Equal(list.Split(' ').Length, reading.Matched + reading.Repeated + reading.Unmatched);
        Assert.Equal(reading.Set.Count, reading.Matched);
    }

    [Fact]
    public void An_alias_of_a_traceable_function_is_traceable_and_data_is_not()
    {
        TraceableSet set = Texts.Traceable(s_table, "four").Set!;
        Assert.Equal(1, set.Count);
        Assert.True(set.IsTraceable(s_table.Find("four_alias")[0].Index));
        Assert.True(set.IsTraceableAddress(0x180));
        Assert.False(set.IsTraceableAddress(0x181));
        Assert.False(set.IsTraceableAddress(0x10));
        Assert.Equal(["four"], set.Functions.Select(i => s_table[i].Name));
    }

    [Fact]
    public void What_could_be_several_is_taken_for_the_first_and_reported()
    {
        TraceableReading reading = Texts.Traceable(s_table, "three", "show", "four");
        SymbolTableProblem problem = Assert.Single(reading.Problems);
        Assert.Equal((2, SymbolTableProblemKind.AmbiguousFunction), (problem.Line, problem.Kind));
        Assert.True(reading.Set!.IsTraceableAddress(0x150));
        Assert.False(reading.Set.IsTraceableAddress(0x170));
    }

    [Fact]
    public void A_sorted_list_still_gives_unique_names_and_names_that_are_listed_as_often_as_they_occur()
    {
        TraceableReading reading = Texts.Traceable(s_table, "four", "one", "show", "show", "show", "show", "store");
        Assert.Equal(SymbolTableProblemKind.NotInAddressOrder, Assert.Single(reading.Problems).Kind);
        Assert.Equal(7, reading.Matched);
        reading = Texts.Traceable(s_table, "four", "one", "show", "show");
        Assert.Equal([SymbolTableProblemKind.NotInAddressOrder, SymbolTableProblemKind.AmbiguousFunction], reading.Problems.Select(p => p.Kind));
        Assert.Equal(4, reading.Set!.Count);
    }

    [Fact]
    public void A_module_has_functions_of_its_own()
    {
        TraceableReading reading = Texts.Traceable(s_table, "one", "init [mod]", "show\t[mod]", "one [mod]", "show [other]");
        Assert.Equal([0x100UL, 0x2010UL, 0x2000UL], reading.Set!.Functions.Select(s_table.AddressOf));
        Assert.Equal([4, 5], reading.Problems.Select(p => p.Line));
        Assert.Equal(2, reading.Unmatched);
    }

    [Fact]
    public void Unknown_names_and_data_are_reported_with_their_lines()
    {
        TraceableReading reading = Texts.Traceable(s_table, "one", "unknown", "value", "", "two extra", "na\u0001me", "__ftrace_invalid_address___64", "two");
        Assert.Equal([2, 5, 6, 3], reading.Problems.Select(p => p.Line));
        Assert.Equal((8, 2, 2, 1), (reading.Lines, reading.Matched, reading.Unmatched, reading.Invalid));
    }

    [Theory]
    [InlineData("", SymbolTableProblemKind.Empty)]
    [InlineData("\n\n", SymbolTableProblemKind.Empty)]
    [InlineData("\0\0\0", SymbolTableProblemKind.NotText)]
    [InlineData("a b c\nd e f", SymbolTableProblemKind.NothingLeft)]
    [InlineData("foreign\nunknown\n", SymbolTableProblemKind.NothingLeft)]
    public void What_is_no_list_of_this_kernel_is_refused(string text, SymbolTableProblemKind kind)
    {
        TraceableReading reading = TraceableSet.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "list", s_table);
        Assert.Null(reading.Set);
        Assert.Equal(kind, reading.Problems[^1].Kind);
        Assert.StartsWith("list: ", reading.Problems[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_refused_unread()
    {
        var stream = new EndlessStream("x"u8.ToArray(), 2L << 30);
        Assert.Equal(SymbolTableProblemKind.LineTooLong, TraceableSet.Read(stream, "list", s_table).Problems[^1].Kind);
        Assert.InRange(stream.Position, 1, 1 << 20);
    }

    [Fact]
    public void Without_a_list_functions_are_guessed_from_sections_and_names()
    {
        SymbolTable table = SymbolTable.FromEntries(
        [
            new("percpu", 0x10, 'A'), new("_text", 0x1000), new("_stext", 0x1100), new("alpha", 0x1100), new("__pfx_beta", 0x1110), new("beta", 0x1120, 'W'),
            new("beta.cold", 0x1130, 't'), new("gamma.cold.7", 0x1140, 't'), new("perf_trace_event", 0x1150, 't'), new("__noinstr_text_start", 0x1200),
            new("quiet", 0x1210), new("__noinstr_text_end", 0x1220), new("delta", 0x1220), new("_etext", 0x1300), new("data", 0x1400, 'd'),
            new("_sinittext", 0x1500), new("setup", 0x1510, 't'), new("_einittext", 0x1600), new("late", 0x9000, 't', "mod"),
        ]);
        TraceableSet set = TraceableSet.AllFunctions(table);
        Assert.Equal([0x1100UL, 0x1120UL, 0x1220UL], set.Functions.Select(table.AddressOf));
        Assert.Equal(3, set.Count);
        Assert.Equal(0, TraceableSet.AllFunctions(SymbolTable.Empty).Count);
    }

    /// <summary>Any part of the functions, listed in order, is found, and its count is right even where a name is ambiguous.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_parts_of_random_tables_are_found(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            int names = random.Next(1, 60);
            SymbolTable table = SymbolTable.FromEntries(Enumerable.Range(1, random.Next(1, 80)).Select(i => new SymbolEntry("f" + random.Next(names), (ulong)i * 16)));
            int[] part = [.. Enumerable.Range(0, table.Count).Where(_ => random.Next(3) > 0)];
            if (part.Length == 0)
                continue;
            TraceableReading reading = Texts.Traceable(table, [.. part.Select(i => table[i].Name)]);
            Assert.Equal(part.Select(i => table[i].Name), reading.Set!.Functions.Select(i => table[i].Name));
            Assert.DoesNotContain(reading.Problems, p => p.Kind != SymbolTableProblemKind.AmbiguousFunction);
            if (reading.ProblemCount == 0)
                Assert.Equal(part, reading.Set.Functions);
        }
    }
}
