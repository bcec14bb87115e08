using System;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Original;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>klp_enable_patch, klp_disable_patch, klp_unregister_patch: their checks in order (facts A.2).</summary>
public sealed class EnableTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact(DisplayName = "A.2 enable 1: a patch that isn't registered is -EINVAL, before any log or taint")]
    public void NotRegistered()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.PatchNotRegistered);
        Assert.Empty(Patches.Log(_kernel));
        Assert.Equal(TaintFlags.OutOfTreeModule, _kernel.Taints);
    }

    [Fact(DisplayName = "A.2 enable 2: enabling twice by call is a WARN and -EINVAL; through sysfs the same is silent")]
    public void Twice()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        long before = _kernel.Log.NextSequence;
        Refused(_kernel.WriteFile("/sys/kernel/livepatch/a/enabled", "1").Status, Errno.EINVAL, Refusal.PatchAlreadyEnabled);
        Assert.Empty(Patches.Log(_kernel, before));
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.PatchAlreadyEnabled);
        Assert.Contains("at kernel/livepatch/core.c:435 __klp_enable_patch", Patches.Log(_kernel, before)[1], StringComparison.Ordinal);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Warn));
    }

    [Fact(DisplayName = "A.2 enable 4: the taint comes before anything can fail, its line once per boot, and it stays")]
    public void TaintFirst()
    {
        _kernel.LoadModule(Patches.Sample("a", enable: false) with { Patches = [new PatchDefinition { Objects = [Patches.Vmlinux(Patches.Func("jiffies"))] }] });
        for (int i = 0; i < 2; i++) Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.FunctionNotTraceable);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Livepatch));
        Assert.Single(Patches.Log(_kernel), "<5> livepatch: tainting kernel with TAINT_LIVEPATCH");
    }

    [Fact(DisplayName = "A.2 enable 5-7: a failure in the middle unhooks what was hooked, and a disabling notice follows the error")]
    public void Unwinds()
    {
        _kernel.LoadModule(Patches.Make("a", false, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("jiffies"), Patches.Func("version_proc_show"))));
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.FunctionNotTraceable);
        Assert.Equal(
            [
                "<5> livepatch: tainting kernel with TAINT_LIVEPATCH",
                "<5> livepatch: enabling patch 'a'",
                "<3> livepatch: failed to set ftrace filter for function 'jiffies' (-22)",
                "<5> livepatch: disabling patch 'a'",
            ],
            Patches.Log(_kernel));
        Assert.Equal(KlpState.Disabled, Patches.Of(_kernel, "a").State);
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
        Assert.Empty(_kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "A.2 enable 6: an object whose module isn't loaded is skipped")]
    public void SkipsAbsent()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        Assert.Equal(KlpState.Enabled, Patches.Of(_kernel, "a").State);
        Assert.Equal(KlpState.Disabled, Patches.Of(_kernel, "a").Objects[0].State);
    }

    [Fact(DisplayName = "A.2 disable: not registered and already disabled are -EINVAL without a line")]
    public void DisableRefusals()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        Refused(Patches.Disable(_kernel, "a"), Errno.EINVAL, Refusal.PatchNotRegistered);
        Patches.Register(_kernel, "a");
        Refused(Patches.Disable(_kernel, "a"), Errno.EINVAL, Refusal.PatchAlreadyDisabled);
        Assert.Empty(Patches.Log(_kernel));
    }

    [Fact(DisplayName = "A.2 disable: an ftrace user that will not go ends it half way; the patch stays enabled")]
    public void DisableHalfWay()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("version_proc_show"))));
        KlpObject obj = Patches.Of(_kernel, "a").Objects[0];
        FtraceOps second = ((OriginalFunc)obj.Functions[1]).Ops!;
        _kernel.Ftrace.Unregister(second);
        long before = _kernel.Log.NextSequence;
        Refused(Patches.Disable(_kernel, "a"), Errno.EBUSY, Refusal.FtraceUnregisterFailed);
        Assert.Equal(
            ["<5> livepatch: disabling patch 'a'", "<3> livepatch: failed to unregister ftrace handler for function 'version_proc_show' (-16)"],
            Patches.Log(_kernel, before));
        Assert.Equal([KlpState.Enabled, KlpState.Enabled, KlpState.Disabled, KlpState.Enabled], [Patches.Of(_kernel, "a").State, obj.State, obj.Functions[0].State, obj.Functions[1].State]);
    }

    [Fact(DisplayName = "A.2 unregister: enabled is -EBUSY, not registered is -EINVAL, and the module stays pinned for ever")]
    public void Unregister()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        Refused(Patches.Unregister(_kernel, "a"), Errno.EBUSY, Refusal.PatchStillEnabled);
        Patches.Disable(_kernel, "a");
        Assert.True(Patches.Unregister(_kernel, "a").Succeeded);
        Refused(Patches.Unregister(_kernel, "a"), Errno.EINVAL, Refusal.PatchNotRegistered);
        Assert.Equal(1, _kernel.Modules.Find("a")!.RefCount);
        Assert.Equal(Errno.EAGAIN, _kernel.UnloadModule("a").Status.Errno);
    }

    [Fact(DisplayName = "A.1: of two patches on one function the one enabled first wins, and one enabled again goes to the back")]
    public void Winner()
    {
        _kernel.LoadModule(Patches.Sample("a", enable: false));
        _kernel.LoadModule(Patches.Sample("b", enable: false));
        Patches.Enable(_kernel, "b");
        Patches.Enable(_kernel, "a");
        Assert.Equal("b: patched\n", Patches.Cmdline(_kernel));
        Patches.Disable(_kernel, "b");
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
        Patches.Enable(_kernel, "b");
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
    }

    [Fact(DisplayName = "surprises: of two names at one address the first entry wins")]
    public void Alias()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("sys_umask", "new_text"), Patches.Func("SyS_umask"))));
        Assert.Equal("a", _kernel.Call(_kernel.Symbols.AddressOf("sys_umask")).Value.Text);
    }

    [Fact(DisplayName = "surprises: a null new function is accepted; the first caller is killed, and disabling repairs")]
    public void NullFunction()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show", null))));
        EntranceResult read = _kernel.ReadFile("/proc/cmdline");
        Assert.True(read.Killed);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Die));
        Assert.True(_kernel.WriteFile("/sys/kernel/livepatch/a/enabled", "0").Succeeded);
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
    }

    [Fact(DisplayName = "surprises: kernel.ftrace_enabled=0 is no obstacle; the original runs until it is 1 again")]
    public void FtraceEnabled()
    {
        _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n");
        Assert.True(_kernel.LoadModule(Patches.Sample("a")).Succeeded);
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
        _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "1\n");
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
        _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n");
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
        Assert.Equal("1\n", _kernel.ReadFile("/sys/kernel/livepatch/a/enabled").Output);
    }

    private static void Refused(Status status, Errno errno, Refusal refusal)
    {
        Assert.Equal(errno, status.Errno);
        Assert.Equal(refusal, status.Refusal);
    }
}
