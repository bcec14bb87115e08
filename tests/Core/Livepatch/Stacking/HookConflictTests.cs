using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Stacking;

/// <summary>4.1: a replaced function takes nobody else who moves the instruction pointer, and every kprobe is such a one (surprises-original).</summary>
public sealed class HookConflictTests
{
    private readonly Kernel _kernel = TestKernel.Boot(TestKernel.Definition with { Release = Release.Linux41 });

    [Theory(DisplayName = "A probe of any kind first: enabling is -EBUSY with the handler's line, then 'disabling'")]
    [InlineData(KprobeKind.Pre)]
    [InlineData(KprobeKind.Post)]
    [InlineData(KprobeKind.Return)]
    public void ProbeFirst(KprobeKind kind)
    {
        Kprobe probe = new("cmdline_proc_show", kind);
        Assert.True(_kernel.Kprobes.Register(probe).Succeeded);
        _kernel.LoadModule(Patches.Sample("a", enable: false));
        Status status = Patches.Enable(_kernel, "a");
        Assert.Equal(Errno.EBUSY, status.Errno);
        Assert.Equal(Refusal.IpModifyConflict, status.Refusal);
        Assert.Equal(
            [
                "<5> livepatch: enabling patch 'a'",
                "<3> livepatch: failed to register ftrace handler for function 'cmdline_proc_show' (-16)",
                "<5> livepatch: disabling patch 'a'",
            ],
            Patches.Log(_kernel).Skip(1));
        _kernel.Kprobes.Unregister(probe);
        Assert.True(Patches.Enable(_kernel, "a").Succeeded);
    }

    [Fact(DisplayName = "The patch first: the probe's registration returns 0 after a WARN, and it is never hit")]
    public void PatchFirst()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        long before = _kernel.Log.NextSequence;
        Kprobe probe = new("cmdline_proc_show", KprobeKind.Pre);
        Assert.True(_kernel.Kprobes.Register(probe).Succeeded);
        string[] log = Patches.Log(_kernel, before);
        Assert.Contains("kernel/kprobes.c:943 arm_kprobe", log[1], System.StringComparison.Ordinal);
        Assert.Equal("<4> Failed to init kprobe-ftrace (-16)", log[2]);
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
        Assert.Equal(0, probe.Hits);
        _kernel.Kprobes.Unregister(probe);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Warn));
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
    }

    [Theory(DisplayName = "A probe that was never hooked is taken back with two WARNs, each where that kernel has it (recorded: kprobe-variants)")]
    [InlineData("4.1", "kernel/trace/ftrace.c:451 __unregister_ftrace_function", "kernel/kprobes.c:955 disarm_kprobe")]
    [InlineData("b700e7f03d", "kernel/trace/ftrace.c:438 __unregister_ftrace_function", "kernel/kprobes.c:954 disarm_kprobe")]
    public void TakenBack(string release, string ftrace, string kprobes)
    {
        Assert.True(Release.TryParse(release, out Release? known, out _));
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = known! });
        OtherUser other = new();
        kernel.Ftrace.SetFilterIp(other, TestKernel.CmdlineShow);
        Assert.True(kernel.Ftrace.Register(other).Succeeded);
        Kprobe probe = new("cmdline_proc_show", KprobeKind.Pre);
        Assert.True(kernel.Kprobes.Register(probe).Succeeded);
        long before = kernel.Log.NextSequence;
        kernel.Kprobes.Unregister(probe);
        string[] log = Patches.Log(kernel, before);
        Assert.Contains(ftrace, log[1], System.StringComparison.Ordinal);
        Assert.Contains(kprobes, log[4], System.StringComparison.Ordinal);
        Assert.Equal("<4> Failed to init kprobe-ftrace (-16)", log[5]);
    }

    [Fact(DisplayName = "A probe whose module went is dead: it goes without a word, and the next one isn't hooked either (recorded: kprobe-module)")]
    public void ModuleGone()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        _kernel.LoadModule(TestKernel.Target);
        Kprobe probe = new("tgt_value", KprobeKind.Pre);
        _kernel.Kprobes.Register(probe);
        _kernel.UnloadModule("tgt_mod");
        Kernel clone = _kernel.Clone();
        long before = clone.Log.NextSequence;
        clone.Kprobes.Unregister(System.Linq.Enumerable.Single(clone.Kprobes.Probes));
        clone.LoadModule(TestKernel.Target with { Init = null });
        Kprobe second = new("tgt_value", KprobeKind.Pre);
        clone.Kprobes.Register(second);
        clone.ReadFile("/proc/tgt/value");
        Assert.Equal(["<5> livepatch: applying patch 'a' to loading module 'tgt_mod'"], Patches.Log(clone, before));
        Assert.Equal(0, second.Hits);
    }

    private sealed class OtherUser() : FtraceOps(FtraceOpsFlags.SaveRegs | FtraceOpsFlags.IpModify)
    {
        public override string Owner => "test";

        public override void Handle(ref FtraceRegs regs)
        {
        }
    }
}
