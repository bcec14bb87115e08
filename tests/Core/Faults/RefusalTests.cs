using System;
using KlpShell.Core.Faults;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Consistency;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Faults;

/// <summary>Refusals that no other test asks for by name: what has to happen for each of them.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void A_symbol_that_is_elsewhere()
    {
        Kernel kernel = TestKernel.Boot();
        Status status = Load(kernel, Patches.Make("a", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show") with { OldAddress = TestKernel.VersionShow })));
        Assert.Equal((Errno.EINVAL, Refusal.SymbolAddressMismatch), (status.Errno, status.Refusal));
    }

    [Fact]
    public void Fewer_symbols_of_a_name_than_the_patch_counts()
    {
        Status status = Load(Later.Boot(), Later.Make("a", Patches.Vmlinux(Patches.Func("base_probe") with { SymbolPosition = 3 })));
        Assert.Equal((Errno.EINVAL, Refusal.SymbolPositionNotFound), (status.Errno, status.Refusal));
    }

    [Fact]
    public void A_pre_patch_callback_that_says_no_gives_its_own_errno()
    {
        Status status = Load(Later.Boot(), Later.Make("a", Later.Calling(Patches.Vmlinux(Patches.Func("cmdline_proc_show")), -(long)Errno.ENODEV)));
        Assert.Equal((Errno.ENODEV, Refusal.CallbackFailed), (status.Errno, status.Refusal));
    }

    [Fact]
    public void A_patch_that_is_disabled_for_good()
    {
        Kernel kernel = Later.Boot();
        Assert.True(kernel.LoadModule(Later.Sample("a")).Succeeded);
        kernel.Step(TimeSpan.FromSeconds(3));
        KlpPatch patch = Patches.Of(kernel, "a");
        Assert.True(Later.Enabled(kernel, "a", "0").Succeeded);
        kernel.Step(TimeSpan.FromSeconds(3));

        // A store that found the patch before its directory went.
        Status status = ((ConsistencyCore)kernel.Livepatch).StoreEnabled((ConsistencyPatch)patch, "1", kernel.Shell);
        Assert.Equal((Errno.EINVAL, Refusal.PatchCannotBeEnabledAgain), (status.Errno, status.Refusal));
    }

    [Theory]
    [InlineData(FaultPoint.FtraceFilter, Refusal.FtraceFilterFailed)]
    [InlineData(FaultPoint.FtraceRegister, Refusal.FtraceRegisterFailed)]
    [InlineData(FaultPoint.OpsAllocation, Refusal.OutOfMemory)]
    [InlineData(FaultPoint.ModuleInit, Refusal.ModuleInitFailed)]
    [InlineData(FaultPoint.ModuleSysfs, Refusal.ModuleDirectoryFailed)]
    [InlineData(FaultPoint.SysfsDirectory, Refusal.OutOfMemory)]
    [InlineData(FaultPoint.ModuleAllocation, Refusal.OutOfMemory)]
    [InlineData(FaultPoint.ModuleCopy, Refusal.OutOfMemory)]
    public void A_place_that_fails(FaultPoint point, Refusal refusal)
    {
        Kernel kernel = Later.Boot();
        kernel.Faults.Add(new Fault(point) { Errno = Errno.ENOMEM });
        Status status = Load(kernel, Later.Sample("a"));
        Assert.Equal((Errno.ENOMEM, refusal), (status.Errno, status.Refusal));
    }

    [Fact]
    public void An_init_that_returns_an_errno()
    {
        Status status = Load(TestKernel.Boot(), new ModuleDefinition("a") { Init = Body.Returning(-(long)Errno.EIO) });
        Assert.Equal((Errno.EIO, Refusal.ModuleInitFailed), (status.Errno, status.Refusal));
    }

    [Fact]
    public void A_module_whose_init_has_not_come_back()
    {
        Kernel kernel = Later.Boot();
        ModuleDefinition waiting = new("a") { Parameters = [new ParameterDefinition("go", ParameterType.Bool) { Mode = 0x1A4 }], Init = Body.Of(new WaitStep("go", TaskState.Killable), new ReturnStep(0)), Exit = Body.Empty };
        Assert.True(kernel.LoadModule(waiting).Hung);
        Status status = kernel.UnloadModule("a").Status;
        Assert.Equal((Errno.EBUSY, Refusal.ModuleNotLive), (status.Errno, status.Refusal));
    }

    [Fact]
    public void A_file_that_went_while_it_was_open()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(Patches.Sample("a", false));
        long open = kernel.OpenFile("/sys/kernel/livepatch/a/enabled", KlpShell.Core.Sysfs.FileAccess.Read).Value.Number;
        Assert.Equal(Status.Ok, Patches.Unregister(kernel, "a"));
        Status status = kernel.ReadHandle(open).Status;
        Assert.Equal((Errno.ENODEV, Refusal.FileGone), (status.Errno, status.Refusal));
    }

    [Fact]
    public void A_function_that_is_patched_already()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(Patches.Sample("a", false));
        Patches.Of(kernel, "a").Objects[0].Functions[0].State = KlpState.Enabled;
        Status status = Patches.Enable(kernel, "a");
        Assert.Equal((Errno.EINVAL, Refusal.FunctionStateWrong), (status.Errno, status.Refusal));
        Assert.True(kernel.Taints.HasFlag(TaintFlags.Warn));
    }

    private static Status Load(Kernel kernel, ModuleDefinition module) => kernel.LoadModule(module).Status;
}
