using System;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>An enabled patch that is registered again reads disabled while it is hooked: what its module's going and coming make of that (recorded: double-late, double-stacked).</summary>
public sealed class RegisteredTwiceTests
{
    [Theory(DisplayName = "A.2 register again: -17, where sysfs and kobjects complain; the directory's names are those of that kernel's lines")]
    [InlineData("b700e7f03d")]
    [InlineData("4.1")]
    public void Complaints(string release)
    {
        Kernel kernel = Boot(release);
        kernel.LoadModule(Patches.Sample("a"));
        long before = kernel.Log.NextSequence;
        Assert.Equal(Errno.EEXIST, Patches.Register(kernel, "a").Errno);
        string[] places = [.. Patches.Log(kernel, before).Where(static line => line.Contains("WARNING", StringComparison.Ordinal))];
        Assert.Contains("fs/sysfs/dir.c:30 sysfs_warn_dup", places[0], StringComparison.Ordinal);
        Assert.Contains("lib/kobject.c:237 kobject_add_internal", places[1], StringComparison.Ordinal);
        Assert.Equal(KlpState.Disabled, Patches.Of(kernel, "a").State);
        Assert.Equal("a: patched\n", Patches.Cmdline(kernel));
    }

    [Fact(DisplayName = "4.1: its module goes and comes: the next enable warns, and takes back what was hooked before")]
    public void Stacking()
    {
        Kernel kernel = Late("4.1");
        long before = kernel.Log.NextSequence;
        Assert.Equal(Errno.EINVAL, Patches.Enable(kernel, "a").Errno);
        string[] log = Patches.Log(kernel, before);
        Assert.Contains("core.c:437 klp_enable_object", log[2], StringComparison.Ordinal);
        Assert.Equal("<5> livepatch: disabling patch 'a'", log[4]);
        Assert.Contains("core.c:351 klp_disable_object", log[6], StringComparison.Ordinal);
        Assert.Empty(kernel.Ftrace.Ops);
        Assert.True(Patches.Enable(kernel, "a").Succeeded);
        Assert.Equal("a\n", kernel.ReadFile("/proc/tgt/value").Output);
    }

    [Fact(DisplayName = "4.1: with its module gone, enabling skips it, and disabling warns of the address that is lost; a clone does the same")]
    public void StackingGone()
    {
        Kernel kernel = Late("4.1", back: false).Clone();
        Assert.True(Patches.Enable(kernel, "a").Succeeded);
        long before = kernel.Log.NextSequence;
        Assert.True(Patches.Disable(kernel, "a").Succeeded);
        string[] places = [.. Patches.Log(kernel, before).Where(static line => line.Contains("WARNING", StringComparison.Ordinal))];
        Assert.Contains("core.c:343 klp_disable_object", places[0], StringComparison.Ordinal);
        Assert.Contains("core.c:351 klp_disable_object", places[1], StringComparison.Ordinal);
        Assert.Empty(kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "Original: its module goes and comes: the next enable warns, unhooks, and can't clear the filter")]
    public void Original()
    {
        Kernel kernel = Late("b700e7f03d");
        long before = kernel.Log.NextSequence;
        Assert.Equal(Errno.EINVAL, Patches.Enable(kernel, "a").Errno);
        Assert.Contains("<4> livepatch: function unregister succeeded but failed to clear the filter", Patches.Log(kernel, before));
        Assert.Empty(kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "Original: with its module gone a function without an address can't be disabled")]
    public void OriginalGone()
    {
        Kernel kernel = Late("b700e7f03d", back: false);
        Assert.True(Patches.Enable(kernel, "a").Succeeded);
        long before = kernel.Log.NextSequence;
        Assert.Equal(Errno.EINVAL, Patches.Disable(kernel, "a").Errno);
        Assert.Contains("core.c:285 klp_disable_object", Patches.Log(kernel, before)[2], StringComparison.Ordinal);
        Assert.Equal(KlpState.Enabled, Patches.Of(kernel, "a").State);
    }

    private static Kernel Boot(string release)
    {
        Assert.True(Release.TryParse(release, out Release? known, out _));
        return TestKernel.Boot(TestKernel.Definition with { Release = known! });
    }

    // Enabled on a module, registered again, and the module went; and came back, where that is asked for.
    private static Kernel Late(string release, bool back = true)
    {
        Kernel kernel = Boot(release);
        kernel.LoadModule(TestKernel.Target);
        kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        Assert.Equal(Errno.EEXIST, Patches.Register(kernel, "a").Errno);
        long before = kernel.Log.NextSequence;
        kernel.UnloadModule("tgt_mod");
        Assert.Empty(Patches.Log(kernel, before));
        if (back) kernel.LoadModule(TestKernel.Target);
        return kernel;
    }
}
