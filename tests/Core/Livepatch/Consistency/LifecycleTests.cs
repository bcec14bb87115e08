using System;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>A patch from load to removal in a quiet kernel (facts B.1, B.2, B.8; surprises 10 to 14).</summary>
public sealed class LifecycleTests
{
    [Fact(DisplayName = "B.2: a quiet enable and disable in 6.12, line by line, within the call")]
    public void Lines()
    {
        Kernel kernel = Later.Boot();
        Assert.True(kernel.LoadModule(Later.Sample("a")).Succeeded);
        Assert.Equal("a: patched\n", Patches.Cmdline(kernel));
        Assert.True(Later.Enabled(kernel, "a", "0").Succeeded);
        Assert.Equal("quiet\n", Patches.Cmdline(kernel));
        Assert.Equal(
            [
                "<4> a: loading out-of-tree module taints kernel.",
                "<5> a: tainting kernel with TAINT_LIVEPATCH",
                "<5> livepatch: enabling patch 'a'",
                "<7> livepatch: 'a': initializing patching transition",
                "<5> livepatch: 'a': starting patching transition",
                "<7> livepatch: 'a': completing patching transition",
                "<5> livepatch: 'a': patching complete",
                "<7> livepatch: 'a': initializing unpatching transition",
                "<5> livepatch: 'a': starting unpatching transition",
                "<7> livepatch: 'a': completing unpatching transition",
                "<5> livepatch: 'a': unpatching complete",
            ],
            Patches.Log(kernel));
    }

    [Fact(DisplayName = "surprises 15: in 6.1 the idle task of another CPU makes even a quiet transition end at the next retry")]
    public void IdleTasks()
    {
        Kernel kernel = Later.Boot(Release.Linux61);
        kernel.LoadModule(Later.Sample("a"));
        Assert.Equal("1", Later.Read(kernel, "a", "transition"));
        Assert.Equal("a: patched\n", Patches.Cmdline(kernel));
        kernel.Step(TimeSpan.FromSeconds(1));
        Assert.Equal("0", Later.Read(kernel, "a", "transition"));
        Assert.Null(kernel.Livepatch.CurrentTransition);
    }

    [Fact(DisplayName = "surprises: without dynamic debug a load prints three lines, a disable two")]
    public void WithoutDebug()
    {
        Kernel kernel = Later.Boot(debug: false);
        kernel.LoadModule(Later.Sample("a"));
        Assert.Equal(3, Later.Lines(kernel).Length);
        long before = kernel.Log.NextSequence;
        Later.Enabled(kernel, "a", "0");
        Assert.Equal(2, Later.Lines(kernel, before).Length);
    }

    [Fact(DisplayName = "surprises 12: a disabled patch's directory is gone, its module stays loaded without references")]
    public void Vanishes()
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Sample("a"));
        Assert.Equal(1, kernel.Modules.Find("a")!.RefCount);
        Assert.Equal(Errno.EAGAIN, kernel.UnloadModule("a").Status.Errno);
        long handle = kernel.OpenFile("/sys/kernel/livepatch/a/enabled", KlpShell.Core.Sysfs.FileAccess.Read).Value.Number;
        Later.Enabled(kernel, "a", "0");
        Assert.False(Later.Exists(kernel, "a"));
        Assert.Empty(kernel.Livepatch.Patches);
        Assert.Equal(0, kernel.Modules.Find("a")!.RefCount);
        Assert.Equal(Errno.ENODEV, kernel.ReadHandle(handle).Status.Errno);
        Assert.True(kernel.UnloadModule("a").Succeeded);
        Assert.True(kernel.LoadModule(Later.Sample("a")).Succeeded);
        Assert.Equal("1", Later.Read(kernel, "a", "enabled"));
        Assert.Equal(Errno.ENODEV, kernel.ReadHandle(handle).Status.Errno);
    }

    [Fact(DisplayName = "surprises 11: the file 'enabled' looks at one or two characters")]
    public void Values()
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Sample("a"));
        foreach (string bad in (string[])["2", "\n", " 0", "+0", "o", "enable", "disable", "1", "yes", "on"])
        {
            Assert.Equal(Errno.EINVAL, Later.Enabled(kernel, "a", bad).Status.Errno);
        }

        Assert.True(Later.Enabled(kernel, "a", "").Succeeded);
        Assert.True(Later.Exists(kernel, "a"));
        Assert.True(Later.Enabled(kernel, "a", "offline").Succeeded);
        Assert.False(Later.Exists(kernel, "a"));
    }

    [Theory(DisplayName = "B.8: which files a patch has is the release's word")]
    [InlineData("6.1", false)]
    [InlineData("6.12", true)]
    public void Files(string name, bool replace)
    {
        Release.TryParse(name, out Release? release, out _);
        Kernel kernel = Later.Boot(release);
        kernel.LoadModule(Later.Sample("a"));
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.Equal(replace, Later.Exists(kernel, "a/replace"));
        Assert.False(Later.Exists(kernel, "a/stack_order"));
        Assert.Equal("1", Later.Read(kernel, "a", "vmlinux/patched"));
        Assert.True(Later.Exists(kernel, "a/vmlinux/cmdline_proc_show,1"));
        Assert.Equal(Errno.EACCES, kernel.ReadFile("/sys/kernel/livepatch/a/force").Status.Errno);
        Assert.Equal(Errno.EACCES, kernel.WriteFile("/sys/kernel/livepatch/a/transition", "1").Status.Errno);
    }

    [Fact(DisplayName = "surprises 14: any patch may be disabled, not only the top one; loaded again it lies on top")]
    public void AnyOrder()
    {
        Kernel kernel = Later.Boot();
        foreach (string name in (string[])["a", "b", "c"]) kernel.LoadModule(Later.Sample(name));
        Later.Enabled(kernel, "b", "0");
        Assert.Equal("c: patched\n", Patches.Cmdline(kernel));
        Later.Enabled(kernel, "c", "0");
        Assert.Equal("a: patched\n", Patches.Cmdline(kernel));
        kernel.UnloadModule("b");
        kernel.LoadModule(Later.Sample("b"));
        Assert.Equal("b: patched\n", Patches.Cmdline(kernel));
    }

    [Fact(DisplayName = "surprises 9: a marked module taints K also where its load fails, and only marked modules are patches")]
    public void Mark()
    {
        Kernel kernel = Later.Boot();
        EntranceResult refused = kernel.LoadModule(Later.Sample("a") with { IsLivepatch = false });
        Assert.Equal(Refusal.NotMarkedLivepatch, refused.Status.Refusal);
        Assert.Contains("<3> livepatch: module a is not marked as a livepatch module", Patches.Log(kernel));
        Assert.False(kernel.Taints.HasFlag(TaintFlags.Livepatch));
        Assert.False(kernel.LoadModule(Later.Make("b", Patches.Vmlinux(Patches.Func("no_such")))).Succeeded);
        Assert.True(kernel.Taints.HasFlag(TaintFlags.Livepatch));
        Assert.Null(kernel.Modules.Find("b"));
    }

    [Fact(DisplayName = "B.1: the calls of older cores are no exports any more: the module isn't loaded")]
    public void OldCalls()
    {
        Kernel kernel = Later.Boot();
        EntranceResult refused = kernel.LoadModule(Patches.Sample("a"));
        Assert.Equal(Errno.ENOENT, refused.Status.Errno);
        Assert.Contains("<4> a: Unknown symbol klp_register_patch (err -2)", Patches.Log(kernel));
    }

    [Fact(DisplayName = "Clones in mid-transition are equal and independent")]
    public void Clones()
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Target);
        KernelTask reader = Later.Start(kernel, "blockk_show");
        kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_int")), Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        Kernel copy = kernel.Clone();
        Assert.Equal(StateText.Of(kernel), StateText.Of(copy));
        Later.Let(copy);
        copy.Step(TimeSpan.FromSeconds(2));
        Assert.Null(copy.Livepatch.CurrentTransition);
        Assert.Equal("1", Later.Read(kernel, "a", "transition"));
        Assert.True(reader.Depth > 0);
        Later.Let(kernel);
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.Equal(StateText.Of(copy), StateText.Of(kernel));
        Assert.Equal(0, reader.Depth);
    }

    [Fact(DisplayName = "a module that enables its patch a second time by itself breaks the list of the patches: the kernel is corrupted")]
    public void EnabledAgain()
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Sample("a"));
        Patches.Enable(kernel, "a");
        Assert.True(kernel.Corrupted);
        Assert.Contains(kernel.Log.Records, record => record.Text.Contains("tried to init an initialized object", System.StringComparison.Ordinal));
    }
}
