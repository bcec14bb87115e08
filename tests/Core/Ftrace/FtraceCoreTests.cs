using System;
using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Ftrace;

/// <summary>Text, records, ops and trampolines.</summary>
public sealed class FtraceCoreTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact]
    public void A_function_that_nobody_hooks_begins_with_a_nop()
    {
        Assert.Equal("0F1F440000", Convert.ToHexString(_kernel.Ftrace.Text.ReadBytes(TestKernel.CmdlineShow)));
        Assert.Equal(0UL, _kernel.Ftrace.Text.CallTarget(TestKernel.CmdlineShow));
    }

    [Fact]
    public void One_user_gets_a_trampoline_of_its_own_and_enabled_functions_shows_it()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        FtraceOps ops = Assert.Single(_kernel.Ftrace.Ops);
        Assert.Equal(ops.Trampoline, _kernel.Ftrace.Text.CallTarget(TestKernel.CmdlineShow));
        Assert.Equal($"cmdline_proc_show (1) R  \ttramp: 0x{ops.Trampoline:x16} ->ftrace_ops_list_func+0x0/0xe00\n", Enabled());
    }

    [Fact]
    public void A_second_user_sends_both_through_the_list_and_a_trampoline_never_comes_back_to_the_one_that_is_left()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        _kernel.LoadModule(Patches.Sample("b"));
        Assert.Equal("cmdline_proc_show (2) R   ->ftrace_ops_list_func+0x0/0xe00\n", Enabled());
        _kernel.WriteFile("/sys/kernel/livepatch/b/enabled", "0");
        Assert.Equal("cmdline_proc_show (1) R   ->ftrace_ops_list_func+0x0/0xe00\n", Enabled());
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
    }

    [Fact]
    public void Another_user_that_may_change_the_instruction_pointer_is_shown_and_is_no_obstacle_here()
    {
        Assert.True(_kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", KprobeKind.Pre)).Succeeded);
        Assert.True(_kernel.LoadModule(Patches.Sample("a")).Succeeded);
        Assert.Equal("cmdline_proc_show (2) R I ->ftrace_ops_list_func+0x0/0xe00\n", Enabled());
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
    }

    [Fact]
    public void A_probe_counts_the_calls_of_a_patched_function_too()
    {
        Kprobe probe = new("cmdline_proc_show", KprobeKind.Return);
        _kernel.Kprobes.Register(probe);
        _kernel.LoadModule(Patches.Sample("a"));
        Patches.Cmdline(_kernel);
        Patches.Cmdline(_kernel);
        Assert.Equal(2, probe.Hits);
        _kernel.Kprobes.Unregister(probe);
        Assert.Single(_kernel.Ftrace.Ops);
    }

    [Fact]
    public void A_jprobe_before_the_patch_lets_the_original_run()
    {
        _kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", KprobeKind.Jump));
        _kernel.LoadModule(Patches.Sample("a"));
        Assert.Equal("1\n", _kernel.ReadFile("/sys/kernel/livepatch/a/enabled").Output);
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
    }

    [Fact]
    public void A_jprobe_after_the_patch_kills_the_caller()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        _kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", KprobeKind.Jump));
        Assert.True(_kernel.ReadFile("/proc/cmdline").Killed);
        Assert.True(_kernel.Corrupted);
    }

    [Theory]
    [InlineData("notrace_function")]
    [InlineData("jiffies")]
    public void What_has_no_location_can_not_be_hooked(string symbol)
    {
        Assert.Equal(0UL, _kernel.Ftrace.Location(_kernel.Symbols.AddressOf(symbol)));
        Assert.Equal(Errno.EINVAL, _kernel.Kprobes.Register(new Kprobe(symbol, KprobeKind.Pre)).Errno);
    }

    [Fact]
    public void A_probe_on_a_name_that_nothing_has_is_not_found() =>
        Assert.Equal(new Status(Errno.ENOENT, Refusal.FunctionNotFound, "no_such"), _kernel.Kprobes.Register(new Kprobe("no_such", KprobeKind.Pre)));

    [Fact]
    public void A_trampoline_saves_loads_its_ops_calls_restores_and_returns()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        ulong trampoline = _kernel.Ftrace.Ops.Single().Trampoline;
        byte[] code = _kernel.Ftrace.TrampolineBytes(trampoline);
        Assert.Equal(0x9c, code[0]);
        int call = Array.IndexOf(code, (byte)0xe8);
        Assert.Equal(_kernel.Symbols.AddressOf("ftrace_ops_list_func"), trampoline + (ulong)call + 5 + (ulong)(long)BitConverter.ToInt32(code, call + 1));
        int load = call - 7;
        Assert.Equal("488B15", Convert.ToHexString(code, load, 3));
        Assert.Equal(TrampolineCode.OpsAddress(trampoline), BitConverter.ToUInt64(code, call + BitConverter.ToInt32(code, load + 3)));
        Assert.Equal(0xc3, code[^9]);
        Assert.Empty(_kernel.Ftrace.TrampolineBytes(TestKernel.CmdlineShow));
    }

    private string Enabled() => _kernel.ReadFile("/sys/kernel/debug/tracing/enabled_functions").Output;

    [Fact(DisplayName = "a jprobe is refused where there is no such thing any more")]
    public void NoJumps()
    {
        Kernel later = Later.Boot();
        Assert.Equal(Refusal.NotInThisRelease, later.Kprobes.Register(new Kprobe("cmdline_proc_show", KprobeKind.Jump)).Refusal);
        Assert.Empty(later.Ftrace.Ops);
    }
}
