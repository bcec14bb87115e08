using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;
using KlpShell.Core.Tests.Planning;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Journal;

/// <summary>A definition and a journal give a kernel again, with all that can be seen of it, and it goes on as the first does.</summary>
public sealed class JournalTests
{
    public static IEnumerable<object[]> Histories => from release in Core.Release.All from seed in Enumerable.Range(1, 25) select new object[] { release.Name, seed };

    [Theory]
    [MemberData(nameof(Histories))]
    public void Replaying_gives_the_same_kernel_and_it_goes_on_the_same(string release, int seed)
    {
        Kernel kernel = Boot(release);
        Random random = new(seed);
        for (int i = 0; i < 40; i++) Do(kernel, random);
        Kernel again = Kernel.BootWithJournal(kernel.Definition);
        again.Replay(JournalEntry.UpTo(kernel.Journal));
        Assert.Equal(StateDigest.Of(kernel), StateDigest.Of(again));
        Assert.Empty(StateText.Difference(StateText.Of(kernel), StateText.Of(again)));
        Assert.Equal(kernel.Journal!.Count, again.Journal!.Count);
        int next = random.Next();
        for (int i = 0; i < 10; i++)
        {
            Do(kernel, new Random(next + i));
            Do(again, new Random(next + i));
        }

        kernel.Step(TimeSpan.FromSeconds(30));
        again.Step(TimeSpan.FromSeconds(30));
        Assert.Empty(StateText.Difference(StateText.Of(kernel), StateText.Of(again)));
        Assert.Equal(StateDigest.Of(kernel), StateDigest.Of(again));
    }

    [Fact]
    public void No_journal_is_kept_unasked_and_a_clone_goes_its_own_way()
    {
        Kernel plain = TestKernel.Boot();
        plain.Step(TimeSpan.FromSeconds(1));
        Assert.Null(plain.Journal);
        Kernel kernel = Boot("6.12");
        kernel.Step(TimeSpan.FromSeconds(1));
        Kernel clone = kernel.Clone();
        clone.Step(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 2), (kernel.Journal!.Count, clone.Journal!.Count));
        Assert.Same(kernel.Journal, clone.Journal.Previous);
    }

    [Fact]
    public void A_call_that_is_measured_goes_past_the_journal_and_allocates_nothing()
    {
        Kernel kernel = Boot("6.12");
        kernel.LoadModule(Later.Target);
        JournalEntry? last = kernel.Journal;
        KernelTask task = kernel.Shell;
        ulong function = kernel.Symbols.AddressOf("tgt_value");
        kernel.Execute(task, function);
        Assert.Equal(0, Allocations.Least(() => kernel.Execute(task, function)));
        Assert.Same(last, kernel.Journal);
    }

    [Fact]
    public void The_digest_sees_what_differs()
    {
        Kernel kernel = Boot("6.12");
        HashSet<string> seen = [StateDigest.Of(kernel)];
        Assert.Equal(seen.Single(), StateDigest.Of(kernel.Clone()));
        foreach (Action<Kernel> change in new Action<Kernel>[]
        {
            static one => one.Step(TimeSpan.FromTicks(1)), static one => one.AddTask("t", TaskKind.User), static one => one.WriteFile("/dev/kmsg", "line"), static one => one.SetShadow(1, 2, 3),
            static one => one.SetShadow(1, 2, "3"), static one => one.LoadModule(Later.Sample("a")), static one => one.ClearLog(), static one => one.SetStackReliable(36, false),
        })
        {
            change(kernel);
            Assert.True(seen.Add(StateDigest.Of(kernel)));
        }
    }

    private static Kernel Boot(string release)
    {
        Core.Release.TryParse(release, out Core.Release? known, out _);
        return Kernel.BootWithJournal(TestKernel.Definition with { Release = known!, Vermagic = "this" });
    }

    private static void Do(Kernel kernel, Random random)
    {
        string[] operations = [.. PlannedOperations.All.Keys];
        int[] pids = [.. kernel.Tasks.All.Select(task => task.Pid).Where(pid => pid > 36)];
        int pid = pids.Length == 0 ? 37 : pids[random.Next(pids.Length)];
        ulong Address(string name) => kernel.Symbols.AddressOf(name);
        switch (random.Next(24))
        {
            case < 12:
                PlannedOperations.All[operations[random.Next(operations.Length)]].Operate(kernel);
                break;
            case 12:
                kernel.Step(TimeSpan.FromMilliseconds(random.Next(4000)));
                break;
            case 13:
                kernel.LoadModule(Later.Target);
                break;
            case 14:
                kernel.StartTask("reader", TaskKind.User, Address(random.Next(2) == 0 ? "block_show" : "outer"), 5);
                break;
            case 15:
                kernel.StartReading("cat", "/proc/tgt/value", out _);
                break;
            case 16:
                kernel.AddSleepers(random.Next(1, 4), "sleeper", TaskKind.KernelThread, [Address("outer"), Address("cmdline_proc_show")], TaskState.Uninterruptible);
                break;
            case 17:
                kernel.SignalTask(pid);
                break;
            case 18:
                kernel.WakeTask(pid);
                break;
            case 19:
                kernel.RemoveTask(pid);
                break;
            case 20:
                kernel.Call(Address("cmdline_proc_show"), "x", null, random.Next(2) == 0 ? null : kernel.AddTask("caller", TaskKind.User));
                break;
            case 21:
                kernel.WriteFile("/sys/module/tgt_mod/parameters/release", random.Next(2).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case 22:
                long handle = kernel.OpenFile("/sys/kernel/livepatch/a/enabled", FileAccess.Write).Value.Number;
                kernel.WriteHandle(handle, "0");
                kernel.CloseHandle(handle);
                break;
            default:
                kernel.SetShadow(Address("jiffies"), 7, random.Next());
                if (random.Next(3) == 0) kernel.ClearLog();
                _ = kernel.Destination(Address("cmdline_proc_show"));
                break;
        }
    }
}
