using System;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Machine;

/// <summary>The log: stamps, levels, once-only lines, clearing, and its length.</summary>
public sealed class KernelLogTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact]
    public void A_line_is_stamped_with_virtual_time_as_dmesg_prints_it()
    {
        _kernel.Step(TimeSpan.FromMilliseconds(1500));
        _kernel.Log.Write(LogLevel.Notice, "hello\n");
        Assert.Equal("[    5.500000] hello", _kernel.Log.Records[0].ToDmesg());
    }

    [Fact]
    public void A_newline_inside_begins_a_new_record()
    {
        _kernel.Log.Write(LogLevel.Warning, "a\nb\n");
        Assert.Equal(["a", "b"], _kernel.Log.Records.Select(record => record.Text));
    }

    [Fact]
    public void Once_means_once_also_after_a_clear()
    {
        _kernel.Log.WriteOnce("site", LogLevel.Notice, "x");
        _kernel.Log.Clear();
        _kernel.Log.WriteOnce("site", LogLevel.Notice, "x");
        Assert.Empty(_kernel.Log.Records);
    }

    [Fact]
    public void Since_gives_what_came_after_also_across_a_clear()
    {
        _kernel.Log.Write(LogLevel.Notice, "before");
        long mark = _kernel.Log.NextSequence;
        _kernel.Log.Write(LogLevel.Notice, "after");
        Assert.Equal("after", Assert.Single(_kernel.Log.Since(mark)).Text);
        _kernel.Log.Clear();
        Assert.Empty(_kernel.Log.Since(mark));
        _kernel.Log.Write(LogLevel.Notice, "later");
        Assert.Equal("later", Assert.Single(_kernel.Log.Since(mark)).Text);
    }

    [Fact]
    public void The_oldest_lines_fall_off()
    {
        for (int i = 0; i <= KernelLog.Capacity; i++) _kernel.Log.Write(LogLevel.Debug, "x");
        Assert.Equal(KernelLog.Capacity, _kernel.Log.Records.Count);
        Assert.Equal(1, _kernel.Log.Records[0].Sequence);
    }

    [Theory]
    [InlineData("plain\n", LogLevel.Warning, "plain")]
    [InlineData("<6>info\n", LogLevel.Information, "info")]
    public void A_write_to_kmsg_is_logged(string data, LogLevel level, string text)
    {
        _kernel.WriteFile("/dev/kmsg", data);
        Assert.Equal((level, text), (_kernel.Log.Records[0].Level, _kernel.Log.Records[0].Text));
    }

    [Theory]
    [InlineData(TaintFlags.None, "")]
    [InlineData(TaintFlags.OutOfTreeModule | TaintFlags.Livepatch, "OK")]
    [InlineData(TaintFlags.ProprietaryModule | TaintFlags.Warn | TaintFlags.UnsignedModule, "PWE")]
    public void Taint_prints_as_letters(TaintFlags taints, string letters) => Assert.Equal(letters, taints.Letters());
}
