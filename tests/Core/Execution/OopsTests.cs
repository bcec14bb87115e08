using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Execution;

public sealed class OopsTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact]
    public void Each_oops_is_counted_and_tells_whether_code_was_fetched_or_data_read()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show", null))));
        Body registersAndFails = Body.Of(new CallStep("klp_register_patch", 0), new ReturnStep(-22));
        _kernel.LoadModule(Patches.Idle("gone", Patches.Vmlinux(Patches.Func("version_proc_show"))) with { Init = registersAndFails });
        long before = _kernel.Log.NextSequence;
        Assert.True(_kernel.ReadFile("/proc/cmdline").Killed);
        Assert.True(_kernel.ReadFile("/sys/kernel/livepatch/gone/enabled").Killed);
        string[] log = Patches.Log(_kernel, before);
        Assert.Equal("<1> BUG: unable to handle kernel NULL pointer dereference at           (null)", log[0]);
        Assert.Equal("<4> Oops: 0010 [#1] SMP ", log[1]);
        Assert.StartsWith("<1> BUG: unable to handle kernel paging request at ffffffff", log[3], System.StringComparison.Ordinal);
        Assert.Equal("<4> Oops: 0000 [#2] SMP ", log[4]);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Die));
    }

    [Fact]
    public void After_an_oops_no_line_says_that_lock_debugging_is_off()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show", null))));
        _kernel.ReadFile("/proc/cmdline");
        Assert.True(_kernel.UnloadModule("a", UnloadFlags.Forced).Succeeded);
        Assert.DoesNotContain("<4> Disabling lock debugging due to kernel taint", Patches.Log(_kernel));
    }

    [Theory]
    [InlineData("6.1", "<4> Oops: 0000 [#1] PREEMPT SMP NOPTI")]
    [InlineData("6.12", "<4> Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI")]
    public void Later_releases_word_it_otherwise(string name, string header)
    {
        Assert.True(Release.TryParse(name, out Release? release, out _));
        Kernel kernel = Later.Boot(release);
        kernel.LoadModule(Later.Sample("lp"));
        kernel.Step(System.TimeSpan.FromSeconds(3));
        Assert.True(kernel.UnloadModule("lp", UnloadFlags.Forced).Succeeded);
        long before = kernel.Log.NextSequence;
        Assert.True(kernel.ReadFile("/sys/kernel/livepatch/lp/enabled").Killed);
        string[] log = Patches.Log(kernel, before);
        Assert.StartsWith("<1> BUG: unable to handle page fault for address: ffffffff", log[0], System.StringComparison.Ordinal);
        Assert.Equal(header, log[1]);
        Assert.Equal("<4> ---[ end trace 0000000000000000 ]---", log[2]);
    }
}
