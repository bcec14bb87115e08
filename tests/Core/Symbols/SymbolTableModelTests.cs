using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using KlpShell.Core.Symbols;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>Random tables against lists that are simple enough to be right.</summary>
public sealed class SymbolTableModelTests
{
    private static readonly string?[] s_modules = [null, null, null, "alpha", "beta"];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 10)]
    [InlineData(4, 200)]
    [InlineData(5, 5000)]
    [InlineData(6, 40000)]
    public void A_table_answers_as_a_list_would(int seed, int count)
    {
        var random = new Random(seed);
        SymbolEntry[] entries = [.. Enumerable.Range(0, count).Select(_ => new SymbolEntry(
            "f" + random.Next(count), 0xffffffff81000000 + (ulong)random.Next(count * 3), "tTdbA"[random.Next(5)], s_modules[random.Next(s_modules.Length)]))];
        List<SymbolEntry> model = [.. entries.Where(e => e.Module is null).OrderBy(e => e.Address), .. entries.Where(e => e.Module is not null)];
        SymbolTable made = SymbolTable.FromEntries(entries);
        Check(model, made, random);
        if (count == 0)
            return;
        var text = new StringBuilder();
        foreach (SymbolEntry e in entries)
            text.Append($"{e.Address:x16} {e.Type} {e.Name}{(e.Module is null ? "" : $"\t[{e.Module}]")}\n");
        SymbolTable read = Texts.Table(text.ToString());
        Assert.True(made.Match(_ => true).SequenceEqual(read.Match(_ => true)));
    }

    private static void Check(List<SymbolEntry> model, SymbolTable table, Random random)
    {
        Assert.Equal(model.Count, table.Count);
        ILookup<string, int> byName = Enumerable.Range(0, model.Count).ToLookup(i => model[i].Name);
        for (int i = 0; i < model.Count; i++)
        {
            Symbol symbol = table[i];
            Assert.Equal((model[i].Name, model[i].Address, model[i].Type, model[i].Module), (symbol.Name, symbol.Address, symbol.Type, symbol.Module));
        }
        foreach (IGrouping<string, int> name in byName)
        {
            Assert.Equal(name, table.Find(name.Key).AsIndexes());
            Assert.Equal(name.Count(i => model[i].Module is null), table.CountOf(name.Key, null));
            Assert.Equal(name.Count(i => model[i].Module == "beta"), table.CountOf(name.Key, "beta"));
        }
        for (int i = 0; i < 200; i++)
            CheckContaining(model, table, 0xffffffff81000000 - 10 + (ulong)random.Next((model.Count * 3) + 20));
    }

    // A vmlinux symbol wins; the last one reaches to the end of its page.
    private static void CheckContaining(List<SymbolEntry> model, SymbolTable table, ulong address)
    {
        int expected = Containing(model, e => e.Module is null, address);
        if (expected < 0)
            expected = Containing(model, e => e.Module is not null, address);
        bool found = table.TryFindContaining(address, out Symbol symbol, out ulong offset);
        Assert.Equal(expected, found ? symbol.Index : -1);
        if (found)
            Assert.Equal(address - symbol.Address, offset);
    }

    private static int Containing(List<SymbolEntry> model, Func<SymbolEntry, bool> kind, ulong address)
    {
        List<SymbolEntry> below = [.. model.Where(e => kind(e) && e.Address <= address)];
        if (below.Count == 0)
            return -1;
        ulong last = below.Max(e => e.Address);
        bool more = model.Any(e => kind(e) && e.Address > address);
        return more || address / 4096 == last / 4096 ? model.FindIndex(e => kind(e) && e.Address == last) : -1;
    }
}
