using System;
using System.Diagnostics;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Machine;

/// <summary>The task table: shared between clones until one writes, and the same objects for whoever holds them.</summary>
public sealed class TaskTableTests
{
    [Fact]
    public void A_task_that_was_handed_out_stays_that_object_in_its_own_kernel()
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Target);
        KernelTask reader = Later.Start(kernel, "blockk_show");
        Kernel copy = kernel.Clone();
        Later.Let(kernel);
        kernel.Step(TimeSpan.FromSeconds(1));
        Assert.Equal(0, reader.Depth);
        Assert.Same(reader, kernel.Tasks.Find(reader.Pid));
        Assert.NotSame(reader, copy.Tasks.Find(reader.Pid));
        Assert.True(copy.Tasks.Find(reader.Pid)!.Depth > 0);
    }

    [Fact]
    public void A_clone_of_a_clone_is_as_independent_as_a_clone()
    {
        Kernel first = Later.Boot();
        first.LoadModule(Later.Target);
        int pid = Later.Start(first, "blockk_show").Pid;
        Kernel second = first.Clone();
        Kernel third = second.Clone();
        Later.Let(second);
        second.Step(TimeSpan.FromSeconds(1));
        Assert.Equal([true, false, true], [first.Tasks.Find(pid)!.Depth > 0, second.Tasks.Find(pid)!.Depth > 0, third.Tasks.Find(pid)!.Depth > 0]);
        third.RemoveTask(pid);
        Assert.Null(third.Tasks.Find(pid));
        Assert.NotNull(first.Tasks.Find(pid));
        Assert.Equal(first.Tasks.Count, third.Tasks.Count + 1);
    }

    [Fact]
    public void Tasks_come_by_rising_id_idle_ones_first()
    {
        Kernel kernel = Later.Boot();
        for (int i = 0; i < 600; i++) kernel.AddTask("t" + i, TaskKind.User);
        int[] pids = [.. kernel.Tasks.All.Select(task => task.Pid)];
        Assert.Equal(pids.Order(), pids);
        Assert.Equal(kernel.Tasks.Count, pids.Length);
        foreach (int pid in pids.Where(pid => pid > 100)) kernel.RemoveTask(pid);
        Assert.All(kernel.Tasks.All, task => Assert.True(task.Pid <= 100));
    }

    [Fact]
    public void A_million_sleepers_share_their_stacks_and_cost_a_clone_next_to_nothing()
    {
        Kernel kernel = Later.Boot();
        kernel.AddSleepers(1_000_000, "sleeper", TaskKind.User, [TestKernel.VersionShow, TestKernel.FirstProbe]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Kernel copy = kernel.Clone();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(kernel.Tasks.Count, copy.Tasks.Count);
        Stopwatch watch = Stopwatch.StartNew();
        copy.LoadModule(Later.Sample("a"));
        Assert.Null(copy.Livepatch.CurrentTransition);

        // Not a timed test: only a bound that a walk over each task's own stack would break by far.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(-1, kernel.Tasks.PatchStateOf(1000));
    }

    [Fact]
    public void A_sleeper_in_the_way_holds_a_transition_up_and_a_signal_brings_it_out()
    {
        Kernel kernel = Later.Boot();
        kernel.AddSleepers(3, "sleeper", TaskKind.User, [TestKernel.VersionShow, TestKernel.CmdlineShow]);
        kernel.LoadModule(Later.Sample("a"));
        Assert.Equal(3, kernel.Livepatch.TransitionBlocks().Count);
        Assert.Equal(2, kernel.Livepatch.TransitionBlocks(2).Count);
        kernel.Step(TimeSpan.FromSeconds(16));
        Assert.Null(kernel.Livepatch.CurrentTransition);
        Assert.All(kernel.Tasks.All, task => Assert.Equal(0, task.Depth));
    }
}
