using System;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Ftrace;

public sealed class TracingTests
{
    private const string Tracing = "/sys/kernel/tracing/";
    private const string Event = Tracing + "events/kprobes/myp/enable";

    private readonly Kernel _kernel = Later.Boot();

    [Fact]
    public void A_kprobe_event_writes_a_line_for_each_call_also_of_a_patched_function()
    {
        _kernel.LoadModule(Later.Sample("lp"));
        Write("kprobe_events", "p:myp cmdline_proc_show\n");
        Assert.True(_kernel.WriteFile(Event, "1\n").Succeeded);
        Assert.Equal("1\n", _kernel.ReadFile(Event).Output);
        Assert.Contains("lp: patched", _kernel.ReadFile("/proc/cmdline").Output, StringComparison.Ordinal);
        Assert.Contains(": myp: (cmdline_proc_show+0x", Assert.Single(Lines(_kernel)), StringComparison.Ordinal);
        Assert.Equal(Errno.EBUSY, _kernel.WriteFile(Tracing + "kprobe_events", "\n").Status.Errno);
        Assert.True(_kernel.WriteFile(Event, "0\n").Succeeded);
        Write("kprobe_events", "\n");
        Assert.Equal(Errno.ENOENT, _kernel.ReadFile(Event).Status.Errno);
        _kernel.ReadFile("/proc/cmdline");
        Assert.Single(Lines(_kernel));
    }

    [Fact]
    public void The_function_tracer_sees_what_its_filter_names_and_begins_with_an_empty_buffer()
    {
        Write("set_ftrace_filter", "cmdline_proc_show\n");
        Write("current_tracer", "function\n");
        _kernel.ReadFile("/proc/cmdline");
        _kernel.ReadFile("/proc/version");
        Assert.EndsWith(": cmdline_proc_show <-seq_read_iter", Assert.Single(Lines(_kernel)), StringComparison.Ordinal);
        Assert.Contains("(function_trace_call+", _kernel.ReadFile(Tracing + "enabled_functions").Output, StringComparison.Ordinal);
        Write("current_tracer", "nop\n");
        Assert.Empty(Lines(_kernel));
        Assert.DoesNotContain("cmdline_proc_show", _kernel.ReadFile(Tracing + "enabled_functions").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kprobe_events", "p:myp no_such_function\n")]
    [InlineData("kprobe_events", "x\n")]
    [InlineData("set_ftrace_filter", "no_such_function\n")]
    [InlineData("current_tracer", "blk\n")]
    public void What_is_not_known_is_refused(string file, string text) => Assert.Equal(Errno.EINVAL, _kernel.WriteFile(Tracing + file, text).Status.Errno);

    [Fact]
    public void A_clone_traces_for_itself()
    {
        Write("kprobe_events", "p:myp cmdline_proc_show\n");
        _kernel.WriteFile(Event, "1");
        Kernel copy = _kernel.Clone();
        copy.ReadFile("/proc/cmdline");
        Assert.Empty(Lines(_kernel));
        Assert.Single(Lines(copy));
        Assert.True(copy.WriteFile(Event, "0").Succeeded);
        Assert.Equal("1\n", _kernel.ReadFile(Event).Output);
    }

    private static string[] Lines(Kernel kernel) =>
        [.. kernel.ReadFile(Tracing + "trace").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line[0] != '#')];

    private void Write(string file, string text) => Assert.True(_kernel.WriteFile(Tracing + file, text).Succeeded);
}
