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
}
