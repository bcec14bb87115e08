using System.Linq;
using KlpShell.Core.Faults;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Faults;

/// <summary>What happens when a place fails for a reason of its own: the ways out, held against the kernel as it was before.</summary>
public sealed class FaultTests
{
    private static readonly PatchObjectDefinition s_two = Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("version_proc_show"));

    [Theory(DisplayName = "an enable that fails at its second function leaves nothing hooked; only taint stays")]
    [InlineData("b700e7f03d", FaultPoint.FtraceFilter)]
    [InlineData("b700e7f03d", FaultPoint.FtraceRegister)]
    [InlineData("4.1", FaultPoint.FtraceFilter)]
    [InlineData("4.1", FaultPoint.FtraceRegister)]
    [InlineData("4.1", FaultPoint.OpsAllocation)]
    public void Enable(string release, FaultPoint point)
    {
        Kernel kernel = Registering(release);
        kernel.LoadModule(Patches.Make("a", false, s_two));
        Plan(kernel, point, 2);
        string[] difference = Difference(kernel, () => Patches.Enable(kernel, "a"), Errno.ENOMEM);
        Assert.All(difference, line => Assert.Contains("taint", line));
        Assert.Equal(Status.Ok, Patches.Enable(kernel, "a"));
        Assert.Equal("a: patched\n", Patches.Cmdline(kernel));
    }

    [Theory(DisplayName = "a register that runs out of memory leaves no directory, no reference")]
    [InlineData("b700e7f03d", FaultPoint.KobjectName, 1)]
    [InlineData("b700e7f03d", FaultPoint.KobjectName, 2)]
    [InlineData("b700e7f03d", FaultPoint.KobjectName, 4)]
    [InlineData("b700e7f03d", FaultPoint.OpsAllocation, 2)]
    [InlineData("4.1", FaultPoint.KobjectName, 3)]
    public void Register(string release, FaultPoint point, int count)
    {
        Kernel kernel = Registering(release);
        kernel.LoadModule(Patches.Idle("a", s_two));
        Plan(kernel, point, count);
        Assert.Empty(Difference(kernel, () => Patches.Register(kernel, "a"), Errno.ENOMEM));
        Assert.Empty(kernel.Faults.Coming);
    }

    [Fact(DisplayName = "the first core: a disable that ftrace stops leaves the patch enabled and half of it hooked")]
    public void HalfDisabled()
    {
        Kernel kernel = Registering("b700e7f03d");
        kernel.LoadModule(Patches.Make("a", true, s_two));
        Plan(kernel, FaultPoint.FtraceUnregister, 2, Errno.ENODEV);
        Assert.Equal(Errno.ENODEV, Patches.Disable(kernel, "a").Errno);
        Assert.Equal(KlpState.Enabled, Patches.Of(kernel, "a").State);
        Assert.Equal("quiet\n", Patches.Cmdline(kernel));
        Assert.Equal("a: patched\n", kernel.ReadFile("/proc/version").Output);
        Assert.Equal(Status.Ok, Patches.Disable(kernel, "a"));
    }

    [Fact(DisplayName = "4.1: a disable cannot fail; where ftrace says no, there is a WARN, and freed memory that ftrace goes on calling")]
    public void CannotFail()
    {
        Kernel kernel = Registering("4.1");
        kernel.LoadModule(Patches.Make("a", true, s_two));
        Plan(kernel, FaultPoint.FtraceUnregister, 1, Errno.ENODEV);
        Assert.Equal(Status.Ok, Patches.Disable(kernel, "a"));
        Assert.True(kernel.Corrupted);
        Assert.True(kernel.Taints.HasFlag(TaintFlags.Warn));
        Assert.Equal("quiet\n", Patches.Cmdline(kernel));
    }

    [Theory(DisplayName = "6.x: a livepatch that fails anywhere goes again whole")]
    [InlineData(FaultPoint.FtraceFilter, 2)]
    [InlineData(FaultPoint.FtraceRegister, 2)]
    [InlineData(FaultPoint.OpsAllocation, 1)]
    [InlineData(FaultPoint.KobjectName, 1)]
    [InlineData(FaultPoint.KobjectName, 2)]
    [InlineData(FaultPoint.KobjectName, 4)]
    [InlineData(FaultPoint.PrePatch, 1)]
    [InlineData(FaultPoint.NopAllocation, 1)]
    [InlineData(FaultPoint.NopAllocation, 2)]
    [InlineData(FaultPoint.ModuleInit, 1)]
    [InlineData(FaultPoint.ModuleSysfs, 1)]
    [InlineData(FaultPoint.ModuleAllocation, 1)]
    [InlineData(FaultPoint.ModuleCopy, 1)]
    [InlineData(FaultPoint.SysfsDirectory, 1)]
    [InlineData(FaultPoint.SysfsDirectory, 2)]
    [InlineData(FaultPoint.SysfsDirectory, 4)]
    public void Later6(FaultPoint point, int count)
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Make("old", Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")), Patches.Vmlinux(Patches.Func("base_probe") with { SymbolPosition = 1 })));
        kernel.LoadModule(Later.Target);
        Plan(kernel, point, count);
        PatchObjectDefinition calling = Later.Calling(s_two);
        Assert.Empty(Difference(kernel, () => kernel.LoadModule(Later.Replacing(Later.Make("a", calling))).Status, Errno.ENOMEM));
        Assert.Empty(kernel.Faults.Coming);
        Assert.True(kernel.LoadModule(Later.Replacing(Later.Make("a", calling))).Succeeded);
    }

    [Theory(DisplayName = "a module that finds no memory is turned away; it has tainted where the release taints while it checks")]
    [InlineData("b700e7f03d", TaintFlags.OutOfTreeModule)]
    [InlineData("4.1", TaintFlags.OutOfTreeModule)]
    [InlineData("6.1", TaintFlags.OutOfTreeModule)]
    [InlineData("6.12", TaintFlags.None)]
    public void NoMemory(string release, TaintFlags left)
    {
        Kernel kernel = Registering(release);
        Plan(kernel, FaultPoint.ModuleAllocation, 1);
        Kernel before = kernel.Clone();
        Assert.Equal(Errno.ENOMEM, kernel.LoadModule(TestKernel.Target with { InTree = false, Signed = false }).Status.Errno);
        Assert.Equal(left, kernel.Taints);
        Assert.All(StateText.Difference(StateText.Of(before, log: false), StateText.Of(kernel, log: false)), line => Assert.Contains("taint", line));
    }

    [Fact(DisplayName = "a shadow variable that finds no memory is null, without a word")]
    public void Shadow()
    {
        Kernel kernel = Later.Boot();
        Plan(kernel, FaultPoint.ShadowAllocation, 1);
        long before = kernel.Log.NextSequence;
        Assert.Null(kernel.Livepatch.Shadow!.Alloc(kernel, kernel.Shell, 1, 2));
        Assert.Equal(before, kernel.Log.NextSequence);
        Assert.NotNull(kernel.Livepatch.Shadow!.Alloc(kernel, kernel.Shell, 1, 2));
    }

    [Fact(DisplayName = "a clone has its own plan")]
    public void Cloned()
    {
        Kernel kernel = Later.Boot();
        Plan(kernel, FaultPoint.FtraceRegister, 1);
        Kernel clone = kernel.Clone();
        Assert.False(clone.LoadModule(Later.Sample("a")).Succeeded);
        Assert.True(clone.LoadModule(Later.Sample("a")).Succeeded);
        Assert.Single(kernel.Faults.Coming);
    }

    [Fact(DisplayName = "the first core: what stayed in a filter when its module went means nothing when the filter is used again")]
    public void StaleFilter()
    {
        Kernel kernel = Registering("b700e7f03d");
        kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        kernel.LoadModule(TestKernel.Target);
        Plan(kernel, FaultPoint.FtraceUnfilter, 1);
        kernel.UnloadModule("tgt_mod");
        kernel.LoadModule(TestKernel.Target);
        Assert.Equal("a\n", kernel.ReadFile("/proc/tgt/value").Output);
        Assert.Single(kernel.Ftrace.Records);
    }

    private static Kernel Registering(string release) => TestKernel.Boot(TestKernel.Definition with { Release = Core.Release.All.First(known => known.Name == release) });

    private static void Plan(Kernel kernel, FaultPoint point, int count, Errno errno = Errno.ENOMEM) => kernel.Faults.Add(new Fault(point) { Space = count, Errno = errno });

    private static string[] Difference(Kernel kernel, System.Func<Status> operation, Errno expected)
    {
        Kernel before = kernel.Clone();
        Assert.Equal(expected, operation().Errno);
        return StateText.Difference(StateText.Of(before, log: false), StateText.Of(kernel, log: false));
    }
}
