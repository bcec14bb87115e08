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

    [Fact]
    public void Kprobe_events_are_appended_turned_on_together_and_removed_one_by_one()
    {
        Write("kprobe_events", "p:one cmdline_proc_show\n");
        Append("p:two version_proc_show\nr:back cmdline_proc_show\n");
        Assert.Equal("p:kprobes/one cmdline_proc_show\np:kprobes/two version_proc_show\nr10:kprobes/back cmdline_proc_show\n", _kernel.ReadFile(Tracing + "kprobe_events").Output);
        Write("events/kprobes/enable", "1\n");
        Assert.Equal("1\n", _kernel.ReadFile(Tracing + "events/kprobes/enable").Output);
        _kernel.ReadFile("/proc/cmdline");
        Assert.Equal(2, Lines(_kernel).Length);
        Assert.Equal(Errno.EBUSY, Try("-:one\n").Errno);
        Write("events/kprobes/one/enable", "0\n");
        Assert.Equal("X\n", _kernel.ReadFile(Tracing + "events/kprobes/enable").Output);
        Append("-:one\n");
        Assert.Equal(Errno.ENOENT, Try("-:one\n").Errno);
        Assert.Equal(Errno.EEXIST, Try("p:two cmdline_proc_show\n").Errno);
        Write("events/kprobes/enable", "0\n");
        Write("kprobe_events", "\n");
        Assert.Equal("", _kernel.ReadFile(Tracing + "kprobe_events").Output);
        Assert.Equal(Errno.ENOENT, _kernel.ReadFile(Tracing + "events/kprobes/enable").Status.Errno);
    }

    [Fact]
    public void A_probe_that_leaves_others_behind_leaves_the_register_flag_on_its_function()
    {
        _kernel.LoadModule(Later.Make("lp", Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("version_proc_show"))));
        Write("kprobe_events", "p:one cmdline_proc_show\np:two version_proc_show\n");
        Write("events/kprobes/enable", "1\n");
        Write("events/kprobes/one/enable", "0\n");
        Write("events/kprobes/two/enable", "0\n");
        string[] lines = _kernel.ReadFile(Tracing + "enabled_functions").Output.Split('\n');
        Assert.Contains(lines, static line => line.StartsWith("cmdline_proc_show (1) R I", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("version_proc_show (1)   I", StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_of_kprobes_names_each_with_its_place()
    {
        Write("kprobe_events", "p:myp cmdline_proc_show\n");
        _kernel.WriteFile(Event, "1\n");
        Assert.Contains("  k  cmdline_proc_show+0x", _kernel.ReadFile("/sys/kernel/debug/kprobes/list").Output, StringComparison.Ordinal);
        _kernel.WriteFile(Event, "0\n");
        Assert.EndsWith("[DISABLED][FTRACE]\n", _kernel.ReadFile("/sys/kernel/debug/kprobes/list").Output, StringComparison.Ordinal);
        Write("kprobe_events", "\n");
        Assert.Equal("", _kernel.ReadFile("/sys/kernel/debug/kprobes/list").Output);
    }

    [Fact]
    public void A_filter_takes_patterns_and_loses_what_goes_with_a_module()
    {
        _kernel.LoadModule(TestKernel.Target);
        Write("set_ftrace_filter", ":mod:tgt_mod\n");
        string[] all = Read("set_ftrace_filter");
        Assert.Contains("tgt_value [tgt_mod]", all);
        Append("!tgt_*:mod:tgt_mod cmdline_proc_show\n", "set_ftrace_filter");
        Assert.DoesNotContain("tgt_value [tgt_mod]", Read("set_ftrace_filter"));
        Append("tgt_value\n", "set_ftrace_filter");
        Write("current_tracer", "function\n");
        Write("tracing_on", "0\n");
        _kernel.ReadFile("/proc/cmdline");
        Assert.Empty(Lines(_kernel));
        _kernel.UnloadModule("tgt_mod");
        Assert.Equal(["cmdline_proc_show"], Read("set_ftrace_filter"));
    }

    [Fact]
    public void A_probe_outlives_the_module_that_it_sits_in()
    {
        _kernel.LoadModule(TestKernel.Target);
        Write("kprobe_events", "p:v tgt_mod:tgt_value\n");
        Write("events/kprobes/enable", "1\n");
        _kernel.Call(_kernel.Symbols.AddressOf("tgt_value"));
        _kernel.UnloadModule("tgt_mod");
        Assert.Contains("[GONE][FTRACE]", _kernel.ReadFile("/sys/kernel/debug/kprobes/list").Output, StringComparison.Ordinal);
        _kernel.LoadModule(TestKernel.Target);
        Assert.Contains("  k  tgt_value+0x", _kernel.ReadFile("/sys/kernel/debug/kprobes/list").Output, StringComparison.Ordinal);
        _kernel.Call(_kernel.Symbols.AddressOf("tgt_value"));
        Assert.Matches("^  v {58}2 {15}0$", Assert.Single(Read("kprobe_profile")));
    }

    [Fact]
    public void An_event_waits_for_a_module_that_is_not_there()
    {
        Write("kprobe_events", "p:v tgt_mod:tgt_value\n");
        Assert.Equal("trace_kprobe: This probe might be able to register after target module is loaded. Continue.", _kernel.Log.Records[^1].Text);
        Write("events/kprobes/enable", "1\n");
        Assert.Equal("1\n", _kernel.ReadFile(Tracing + "events/kprobes/v/enable").Output);
        Assert.Empty(_kernel.Kprobes.Probes);
        _kernel.LoadModule(TestKernel.Target);
        Assert.Single(_kernel.Kprobes.Probes);
        Assert.Equal(Errno.EBUSY, Try("-:v\n").Errno);
    }

    [Fact]
    public void What_a_missing_function_is_called_depends_on_the_release() =>
        Assert.Equal(Errno.ENOENT, Later.Boot(Core.Release.Linux61).WriteFile(Tracing + "kprobe_events", "p:myp no_such_function\n").Status.Errno);

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

    private Status Try(string line) => _kernel.WriteFile(Tracing + "kprobe_events", line, append: true).Status;

    private void Append(string text, string file = "kprobe_events") => Assert.True(_kernel.WriteFile(Tracing + file, text, append: true).Succeeded);

    private string[] Read(string file) => _kernel.ReadFile(Tracing + file).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Write(string file, string text) => Assert.True(_kernel.WriteFile(Tracing + file, text).Succeeded);
}
