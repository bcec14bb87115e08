using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using KlpShell.Core.Symbols;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>The lists of traceable functions of four real kernels, against their symbol tables.</summary>
public sealed class RealTraceableTests
{
    [Theory]
    [InlineData(RealKernels.Original, 10792, 10755, 37, 0)]
    [InlineData(RealKernels.Stacking, 10974, 10934, 40, 0)]
    [InlineData(RealKernels.Debian61, 38252, 37655, 0, 597)]
    [InlineData(RealKernels.Debian612, 42862, 42862, 0, 0)]
    public void Every_line_finds_its_function(string kernel, int lines, int matched, int repeated, int invalid)
    {
        TraceableReading reading = Read(kernel);
        Assert.Empty(reading.Problems);
        Assert.Equal((lines, matched, repeated, invalid, 0), (reading.Lines, reading.Matched, reading.Repeated, reading.Invalid, reading.Unmatched));
        Assert.Equal(matched, reading.Set!.Count);
        Assert.Equal(matched, reading.Set.Functions.Count());
    }

    [Theory]
    [InlineData(RealKernels.Original)]
    [InlineData(RealKernels.Stacking)]
    [InlineData(RealKernels.Debian61)]
    [InlineData(RealKernels.Debian612)]
    public void The_functions_in_order_are_the_list(string kernel)
    {
        SymbolTable table = RealKernels.Table(kernel);
        using var text = new StreamReader(new GZipStream(RealKernels.Functions(kernel), CompressionMode.Decompress));
        string[] listed = [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(n => !n.StartsWith("__ftrace_invalid", StringComparison.Ordinal))];
        string[] found = [.. Read(kernel).Set!.Functions.Select(i => table[i].Name)];
        Assert.Equal(WithoutRepeats(listed), WithoutRepeats(found));
    }

    // 6.12: kernel/kallsyms.c, fs/proc/tty_drivers.c and security/apparmor are traceable, their namesakes in kernel/trace are not.
    [Theory]
    [InlineData("t_next", 6, 0xffffffff8151c190)]
    [InlineData("t_stop", 6, 0xffffffff8151c1c0)]
    [InlineData("t_start", 6, 0xffffffff8151c1f0)]
    [InlineData("p_next", 2, 0xffffffff815c9140)]
    [InlineData("p_start", 3, 0xffffffff815cb0a0)]
    [InlineData("s_stop", 3, 0xffffffff81069c30, 0xffffffff811d9500)]
    [InlineData("s_start", 4, 0xffffffff81069ba0, 0xffffffff811d99c0)]
    [InlineData("alloc_pgt_page", 3, 0xffffffff810940e0, 0xffffffff81cb50c0)]
    [InlineData("io_serial_in", 2, 0xffffffff818e21e0)]
    [InlineData("set_root", 4, 0xffffffff8146a580)]
    [InlineData("cmdline_proc_show", 1, 0xffffffff8151c2f0)]
    public void Of_several_functions_of_one_name_the_right_ones_are_taken(string name, int count, params ulong[] traceable)
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        TraceableSet set = Read(RealKernels.Debian612).Set!;
        int[] indexes = [.. table.Find(name).AsIndexes()];
        Assert.Equal(count, indexes.Length);
        Assert.Equal(traceable, indexes.Where(set.IsTraceable).Select(table.AddressOf));
        Assert.Equal(traceable, indexes.Select(table.AddressOf).Where(set.IsTraceableAddress));
    }

    [Fact]
    public void All_eighteen_type_shows_are_traceable_and_no_padding_is()
    {
        SymbolTable table = RealKernels.Table(RealKernels.Debian612);
        TraceableSet set = Read(RealKernels.Debian612).Set!;
        Assert.All(table.Find("type_show").AsIndexes(), i => Assert.True(set.IsTraceable(i)));
        Assert.All(table.Find("__pfx_type_show").AsIndexes(), i => Assert.False(set.IsTraceable(i)));
        Assert.False(set.IsTraceable(-1));
        Assert.False(set.IsTraceable(table.Count));
        Assert.False(set.IsTraceableAddress(0xffffffff8151c2f4));
    }

    /// <summary>How good the guess is: listed functions that it lacks, and guessed ones that are not listed.</summary>
    [Theory]
    [InlineData(RealKernels.Original, 1, 1690)]
    [InlineData(RealKernels.Stacking, 1, 1750)]
    [InlineData(RealKernels.Debian61, 1, 3866)]
    [InlineData(RealKernels.Debian612, 1, 3893)]
    public void The_guess_without_a_list_holds_nearly_all_of_it(string kernel, int lacking, int surplus)
    {
        TraceableSet listed = Read(kernel).Set!;
        TraceableSet guessed = TraceableSet.AllFunctions(RealKernels.Table(kernel));
        Assert.Equal((lacking, surplus), (listed.Functions.Count(i => !guessed.IsTraceable(i)), guessed.Functions.Count(i => !listed.IsTraceable(i))));
    }

    private static TraceableReading Read(string kernel)
    {
        using FileStream stream = RealKernels.Functions(kernel);
        return TraceableSet.Read(stream, kernel, RealKernels.Table(kernel));
    }

    private static string[] WithoutRepeats(string[] names) => [.. names.Where((name, i) => i == 0 || names[i - 1] != name)];
}
