using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using KlpShell.Core.Symbols;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>The tables of four real kernels, whole.</summary>
public sealed class RealSymbolTableTests
{
    [Theory]
    [InlineData(RealKernels.Original, 31179)]
    [InlineData(RealKernels.Stacking, 31735)]
    [InlineData(RealKernels.Debian61, 94266)]
    [InlineData(RealKernels.Debian612, 163205)]
    public void Every_line_is_a_symbol_and_none_is_lost(string kernel, int lines)
    {
        SymbolTable table = RealKernels.Table(kernel);
        using var text = new StreamReader(new GZipStream(RealKernels.Kallsyms(kernel), CompressionMode.Decompress));
        int index = 0;
        for (; text.ReadLine() is { } line; index++)
        {
            Symbol symbol = table[index];
            Assert.Equal(line, $"{symbol.Address:x16} {symbol.Type} {symbol.Name}");
            Assert.Null(symbol.Module);
        }
        Assert.Equal(lines, index);
        Assert.Equal(lines, table.Count);
        Assert.Equal(lines, table.VmlinuxCount);
        Assert.Empty(table.Modules);
    }

    [Fact]
    public void A_real_table_is_read_without_a_problem()
    {
        using FileStream stream = RealKernels.Kallsyms(RealKernels.Debian612);
        SymbolTableReading reading = SymbolTable.Read(stream, "kallsyms");
        Assert.Equal(163205, reading.Lines);
        Assert.Empty(reading.Problems);
        Assert.Equal(0, reading.ProblemCount);
    }

    [Fact]
    public void Plain_text_gives_the_same_table_as_gzip()
    {
        var plain = new MemoryStream();
        using (var gzip = new GZipStream(RealKernels.Kallsyms(RealKernels.Debian612), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        plain.Position = 0;
        SymbolTable table = SymbolTable.Read(plain, "kallsyms").Table!;
        Assert.True(RealKernels.Table(RealKernels.Debian612).Match(_ => true).SequenceEqual(table.Match(_ => true)));
    }

    /// <summary>
    /// Of 6.12: 1,580 names stand on more than one line of any type, the worst of them (__func__.0) on 463. Counting text symbols alone
    /// (t, T, w, W) they are 634, half of which are the __pfx_ padding of the others, and the worst is type_show with 18.
    /// </summary>
    [Fact]
    public void Names_that_occur_more_than_once_are_all_kept()
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        List<Symbol> symbols = [.. table.Match(_ => true)];
        List<IGrouping<string, Symbol>> repeated = [.. symbols.GroupBy(s => s.Name).Where(g => g.Count() > 1)];
        List<IGrouping<string, Symbol>> functions = [.. symbols.Where(s => s.IsText).GroupBy(s => s.Name).Where(g => g.Count() > 1)];
        Assert.Equal(1580, repeated.Count);
        Assert.Equal(634, functions.Count);
        Assert.Equal(317, functions.Count(g => g.Key.StartsWith("__pfx_", StringComparison.Ordinal)));
        Assert.Equal(("__func__.0", 463), repeated.Select(g => (g.Key, g.Count())).MaxBy(g => g.Item2));
        Assert.Equal(("type_show", 18), functions.Where(g => g.Key[0] != '_').Select(g => (g.Key, g.Count())).MaxBy(g => g.Item2));
        Assert.Equal(18, table.CountOf("type_show", null));
        foreach (IGrouping<string, Symbol> name in repeated)
        {
            SymbolMatches matches = table.Find(name.Key);
            Assert.Equal(name.Count(), matches.Count);
            int place = 0;
            foreach (Symbol expected in name)
                Assert.Equal(expected, matches[place++]);
        }
    }

    [Fact]
    public void Every_name_is_found()
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        for (int index = 0; index < table.Count; index++)
        {
            Symbol symbol = table[index];
            bool found = false;
            foreach (Symbol match in table.Find(symbol.Name))
                found |= match == symbol;
            Assert.True(found, symbol.Name);
        }
        Assert.True(table.Find("no_such_function").IsEmpty);
    }

    [Fact]
    public void Per_cpu_and_data_symbols_are_there()
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        Assert.Equal(0UL, table.Find("fixed_percpu_data")[0].Address);
        Assert.Equal('A', table.Find("__per_cpu_start")[0].Type);
        Assert.Equal(0xffffffff81000000, table.Find("_text")[0].Address);
        Assert.Equal(['t'], table.Find("cmdline_proc_show").AsTypes());
        Assert.Equal(390, table.Match(_ => true).Count(s => s.Type == 'A'));
    }

    [Fact]
    public void A_wildcard_search_makes_only_what_it_finds()
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        List<Symbol> found = [.. table.Match(name => name.EndsWith("cmdline_proc_show"u8))];
        Assert.Equal(["__pfx_cmdline_proc_show", "cmdline_proc_show"], found.Select(s => s.Name));
    }
}
