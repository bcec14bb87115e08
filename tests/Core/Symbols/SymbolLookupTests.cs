using System;
using System.Linq;
using KlpShell.Core.Symbols;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>Looking symbols up by name and by address.</summary>
public sealed class SymbolLookupTests
{
    private static readonly SymbolTable s_table = SymbolTable.FromEntries(
    [
        new("percpu", 0x100, 'A'),
        new("last_percpu", 0x1f00, 'A'),
        new("alpha", 0xffffffff81000000),
        new("alpha_alias", 0xffffffff81000000, 'W'),
        new("beta", 0xffffffff81000040, 't'),
        new("end", 0xffffffff81000ff0, 'B'),
        new("late", 0xffffffffc0000100, 't', "mod"),
        new("early", 0xffffffffc0000000, 't', "mod"),
        new("other", 0xffffffffc0000800, 't', "next"),
    ]);

    [Theory]
    [InlineData(0xffffffff81000000, "alpha", 0)]
    [InlineData(0xffffffff8100003f, "alpha", 0x3f)]
    [InlineData(0xffffffff81000040, "beta", 0)]
    [InlineData(0xffffffff81000fff, "end", 0xf)]
    [InlineData(0xffffffffc0000000, "early", 0)]
    [InlineData(0xffffffffc00000ff, "early", 0xff)]
    [InlineData(0xffffffffc0000101, "late", 1)]
    [InlineData(0xffffffffc0000900, "other", 0x100)]
    [InlineData(0x1ff, "percpu", 0xff)]
    [InlineData(0x1fff, "last_percpu", 0xff)]
    public void An_address_lies_in_the_last_symbol_at_or_below_it(ulong address, string name, ulong offset)
    {
        Assert.True(s_table.TryFindContaining(address, out Symbol symbol, out ulong found));
        Assert.Equal((name, offset), (symbol.Name, found));
        Assert.Equal(symbol, s_table[symbol.Index]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xff)]
    [InlineData(0x2000)]
    [InlineData(0xffffffff80ffffff)]
    [InlineData(0xffffffff81001000)]
    [InlineData(0xffffffffc0001000)]
    [InlineData(ulong.MaxValue)]
    public void An_address_below_the_first_or_beyond_the_last_lies_in_none(ulong address)
    {
        Assert.False(s_table.TryFindContaining(address, out Symbol symbol, out ulong offset));
        Assert.Equal((default, 0UL), (symbol, offset));
    }

    [Theory]
    [InlineData("percpu", 0x1e00)]
    [InlineData("last_percpu", 0x100)]
    [InlineData("alpha", 0x40)]
    [InlineData("alpha_alias", 0x40)]
    [InlineData("beta", 0xfb0)]
    [InlineData("end", 0x10)]
    [InlineData("early", 0x100)]
    [InlineData("late", 0x700)]
    [InlineData("other", 0x800)]
    public void A_size_is_the_distance_to_the_next_address_or_to_the_end_of_the_page(string name, ulong size) =>
        Assert.Equal(size, s_table.Find(name)[0].Size);

    [Fact]
    public void A_given_size_is_kept_in_any_order()
    {
        SymbolTable table = SymbolTable.FromEntries([new("b", 0x2000, Size: 7), new("a", 0x1000), new("c", 0x3000, 't', "mod", 9)]);
        Assert.Equal([("a", 0x1000UL), ("b", 7UL), ("c", 9UL)], table.Match(_ => true).Select(s => (s.Name, s.Size)));
    }

    [Fact]
    public void The_top_of_the_address_space_does_not_overflow()
    {
        SymbolTable table = SymbolTable.FromEntries([new("top", ulong.MaxValue), new("page", ulong.MaxValue - 4095)]);
        Assert.Equal(1UL, table.Find("top")[0].Size);
        Assert.True(table.TryFindContaining(ulong.MaxValue, out Symbol symbol, out _));
        Assert.Equal("top", symbol.Name);
    }

    [Fact]
    public void Finding_allocates_nothing()
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        string longName = new('x', 300);
        ulong sum = Use(table, longName);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
                sum += Use(table, longName);
        }));
        Assert.NotEqual(0UL, sum);
    }

    [Fact]
    public void Searching_allocates_nothing_for_what_does_not_match()
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        Assert.Empty(table.Match(name => name.IsEmpty));
        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = table.Match(name => name.IsEmpty).Count();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
        Assert.Equal(0, found);
    }

    [Fact]
    public void An_empty_table_answers_too()
    {
        Assert.Equal(0, SymbolTable.Empty.Count);
        Assert.Equal(0, SymbolTable.Empty.Find("x").Count);
        Assert.Equal(0, default(SymbolMatches).Count);
        Assert.Equal(0, SymbolTable.Empty.CountOf("x", null));
        Assert.False(SymbolTable.Empty.TryFindContaining(1, out _, out _));
        Assert.Empty(SymbolTable.Empty.Match(_ => true));
        Assert.Throws<ArgumentOutOfRangeException>(() => SymbolTable.Empty[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_table.Find("alpha")[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("alph")]
    [InlineData("alpha_")]
    [InlineData("Alpha")]
    [InlineData("\u00e4lpha")]
    public void Only_the_exact_name_is_found(string name) => Assert.True(s_table.Find(name).IsEmpty);

    [Fact]
    public void Names_of_any_length_and_alphabet_can_be_given()
    {
        string[] names = ["é", new string('x', 97), new string('é', 513), new string('y', 4000)];
        SymbolTable table = SymbolTable.FromEntries(names.Select((name, i) => new SymbolEntry(name, (ulong)i)));
        foreach (string name in names)
            Assert.Equal(name, Assert.Single(table.Find(name).AsIndexes().Select(i => table[i].Name)));
        Assert.Throws<ArgumentException>(() => SymbolTable.FromEntries([new("", 1)]));
    }

    private static ulong Use(SymbolTable table, string longName)
    {
        ulong sum = (ulong)(table.CountOf("type_show", null) + table.Find(longName).Count + table.Find("name_show").Count);
        foreach (Symbol symbol in table.Find("type_show"))
            sum += symbol.Address + symbol.Size;
        return sum + table.Find("cmdline_proc_show")[0].Address;
    }
}
