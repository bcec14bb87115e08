using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Faults;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Faults;

/// <summary>When an injected fault strikes: the rules of should_fail_ex (lib/fault-inject.c), each alone and together.</summary>
public sealed class FaultAttributeTests
{
    [Theory(DisplayName = "space, interval and times say which calls fail")]
    [InlineData(1, 1, 0, "1")]
    [InlineData(1, 1, 3, "3")]
    [InlineData(2, 1, 1, "1 2")]
    [InlineData(Fault.Always, 4, 0, "4 8 12")]
    [InlineData(2, 3, 4, "6 9")]
    [InlineData(Fault.Always, 2, 9, "10 12")]
    [InlineData(0, 1, 0, "")]
    public void Struck(int times, int interval, int space, string expected) =>
        Assert.Equal(expected, string.Join(' ', Calls(new Fault(FaultPoint.ModuleInit) { Times = times, Interval = interval, Space = space }, 12)));

    [Fact(DisplayName = "probability draws about its share, and the same each time; another place draws another")]
    public void Probable()
    {
        Fault fault = new(FaultPoint.ModuleInit) { Probability = 25, Times = Fault.Always };
        List<int> struck = Calls(fault, 1000);
        Assert.InRange(struck.Count, 200, 300);
        Assert.Equal(struck, Calls(fault, 1000));
        Assert.NotEqual(struck, Calls(fault with { Point = FaultPoint.ModuleSysfs }, 1000));
    }

    [Fact(DisplayName = "memory that runs out is ENOMEM, whatever was said; a function fails as it was told")]
    public void Given()
    {
        FaultPlan plan = new([new Fault(FaultPoint.KobjectName) { Errno = Errno.EBUSY }, new Fault(FaultPoint.ModuleInit) { Errno = Errno.EBUSY }]);
        Kernel kernel = TestKernel.Boot();
        Assert.Equal((Errno.ENOMEM, Errno.EBUSY), (plan.Ask(FaultPoint.KobjectName, kernel.Log), plan.Ask(FaultPoint.ModuleInit, kernel.Log)));
    }

    [Fact(DisplayName = "of two that strike at once the first says with what, and both have struck")]
    public void Two()
    {
        FaultPlan plan = new([new Fault(FaultPoint.ModuleInit) { Errno = Errno.EBUSY, Space = 2 }, new Fault(FaultPoint.ModuleInit) { Errno = Errno.EIO, Interval = 2 }]);
        Kernel kernel = TestKernel.Boot();
        Assert.Equal([Errno.None, Errno.EBUSY, Errno.None], Enumerable.Range(0, 3).Select(_ => plan.Ask(FaultPoint.ModuleInit, kernel.Log)));
        Assert.All(plan.States, static state => Assert.True(state is { Calls: 3, Struck: 1, IsSpent: true }));
        Assert.Equal(3, plan.Calls(FaultPoint.ModuleInit));
    }

    [Fact(DisplayName = "a verbose one is logged as the kernel logs it")]
    public void Told()
    {
        Kernel kernel = Boot(new Fault(FaultPoint.FtraceRegister) { Verbose = 1, Space = 1, Times = 2 });
        kernel.LoadModule(Later.Sample("a"));
        Assert.Contains("<5> FAULT_INJECTION: forcing a failure.", Patches.Log(kernel));
        Assert.Contains("<5> name fail_function, interval 1, probability 100, space 1, times 2", Patches.Log(kernel));
    }

    [Fact(DisplayName = "a kernel is booted with its faults; a rehearsal uses none of them up")]
    public void Booted()
    {
        Kernel kernel = Boot(new Fault(FaultPoint.FtraceRegister) { Errno = Errno.EBUSY });
        Assert.False(kernel.CloneToRehearse().LoadModule(Later.Sample("a")).Succeeded);
        Assert.Equal(Errno.EBUSY, kernel.LoadModule(Later.Sample("a")).Status.Errno);
        Assert.True(kernel.LoadModule(Later.Sample("a")).Succeeded);
        Assert.Equal([new FaultState(kernel.Definition.Faults[0], 2, 1)], kernel.InjectedFaults);
    }

    [Fact(DisplayName = "a clone has the counts of its origin; a replay comes to them; the digest shows them")]
    public void Counted()
    {
        Kernel kernel = Kernel.BootWithJournal(Definition(new Fault(FaultPoint.FtraceRegister) { Space = 3 }));
        string before = StateDigest.Of(kernel);
        kernel.LoadModule(Later.Sample("a"));
        kernel.LoadModule(Later.Make("b", Patches.Vmlinux(Patches.Func("version_proc_show"))));
        Kernel clone = kernel.Clone();
        Kernel replayed = Kernel.BootWithJournal(kernel.Definition);
        replayed.Replay(JournalEntry.UpTo(kernel.Journal));
        foreach (Kernel each in (Kernel[])[kernel, clone, replayed])
        {
            Assert.Equal(2, each.InjectedFaults[0].Calls);
            Assert.NotEqual(before, StateDigest.Of(each));
            Assert.Equal(StateDigest.Of(kernel.Clone()), StateDigest.Of(each.Clone()));
            Assert.Equal(Errno.ENOMEM, each.Clone().LoadModule(Later.Make("c", Patches.Vmlinux(Patches.Func("outer")))).Status.Errno);
        }

        kernel.Faults.Add(new Fault(FaultPoint.ModuleInit));
        Assert.NotEqual(StateDigest.Of(kernel), StateDigest.Of(clone));
    }

    private static KernelDefinition Definition(params Fault[] faults) => Later.Boot().Definition with { Faults = [.. faults] };

    private static Kernel Boot(params Fault[] faults) => Kernel.Boot(Definition(faults));

    private static List<int> Calls(Fault fault, int count)
    {
        FaultPlan plan = new([fault]);
        KernelLog log = TestKernel.Boot().Log;
        return [.. Enumerable.Range(1, count).Where(_ => plan.Ask(fault.Point, log) != Errno.None)];
    }
}
