using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

public sealed class CallsByHandTests
{
    [Fact]
    public void A_patch_of_a_loaded_module_is_registered_and_unregistered()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(Patches.Idle("idle", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        Assert.True(kernel.RegisterPatch("idle").Succeeded);
        Assert.Equal("idle", Assert.Single(kernel.Livepatch.Patches).Name);
        Assert.Equal(KlpState.Disabled, kernel.Livepatch.Patches[0].State);
        Assert.True(kernel.UnregisterPatch("idle").Succeeded);
        Assert.Empty(kernel.Livepatch.Patches);
    }

    [Fact]
    public void What_isnt_there_is_refused()
    {
        Kernel kernel = TestKernel.Boot();
        Assert.Equal(Status.Refused(Errno.ENOENT, Refusal.ModuleNotLoaded, "none"), kernel.RegisterPatch("none").Status);
        kernel.LoadModule(Patches.Sample());
        Assert.Equal(Refusal.PatchIncomplete, kernel.RegisterPatch("sample", 7).Status.Refusal);
        Assert.Equal(Refusal.PatchStillEnabled, kernel.UnregisterPatch("sample").Status.Refusal);
    }

    [Fact]
    public void The_destination_of_a_call_is_told_without_a_call()
    {
        Kernel kernel = TestKernel.Boot();
        Assert.Equal(TestKernel.CmdlineShow, kernel.Destination(TestKernel.CmdlineShow));
        kernel.LoadModule(Patches.Sample());
        ulong replacement = Patches.Of(kernel, "sample").Objects[0].Functions[0].NewAddress;
        long calls = kernel.Shell.CallNumber;
        Assert.Equal(replacement, kernel.Destination(TestKernel.CmdlineShow));
        Assert.Equal(calls, kernel.Shell.CallNumber);
        kernel.WriteFile("/sys/kernel/livepatch/sample/enabled", "0");
        Assert.Equal(TestKernel.CmdlineShow, kernel.Destination(TestKernel.CmdlineShow));
    }

    [Fact]
    public void A_replacement_at_null_is_no_destination()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(Patches.Make("nothing", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show", null))));
        Assert.Equal(0UL, kernel.Destination(TestKernel.CmdlineShow));
    }
}
