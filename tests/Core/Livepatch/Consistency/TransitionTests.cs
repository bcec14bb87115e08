using System;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>A transition that a task holds up, and every way out of it (facts B.2; surprises 15 to 18).</summary>
public sealed class TransitionTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Kernel _kernel = Later.Boot();

    [Fact(DisplayName = "B.2: a task that sleeps in the old function holds the transition up; released, it ends at the next retry")]
    public void Killable()
    {
        KernelTask reader = Stuck();
        Assert.Equal(["1", "1", "1"], [Later.Read(_kernel, "a", "enabled"), Later.Read(_kernel, "a", "transition"), Later.Read(_kernel, "a", "tgt_mod/patched")]);
        Assert.Equal(0, _kernel.Tasks.PatchStateOf(reader.Pid));
        Assert.Equal(1, _kernel.Tasks.PatchStateOf(_kernel.Shell.Pid));
        Assert.Equal("a\n", _kernel.ReadFile("/proc/tgt/value").Output);
        TransitionBlock block = Assert.Single(_kernel.Livepatch.TransitionBlocks());
        Assert.Equal((reader.Pid, Errno.EADDRINUSE, "tgt_blockk"), (block.Pid, block.Errno, block.Function));
        long before = _kernel.Log.NextSequence;
        _kernel.Step(17 * s_second);
        Assert.Equal(["signaling remaining tasks"], Later.Lines(_kernel, before));
        before = _kernel.Log.NextSequence;
        Later.Let(_kernel);
        Assert.Equal("1", Later.Read(_kernel, "a", "transition"));
        _kernel.Step(s_second);
        Assert.Equal(["'a': completing patching transition", "post_patch tgt_mod", "'a': patching complete"], Later.Lines(_kernel, before));
        Assert.Equal(-1, _kernel.Tasks.PatchStateOf(reader.Pid));
    }

    [Fact(DisplayName = "surprises 16: the signal comes at the fifteenth retry, and frees an interruptible sleeper, which makes its call again in the new function")]
    public void Interruptible()
    {
        _kernel.LoadModule(Later.Target);
        KernelTask reader = Later.Start(_kernel, "block_show");
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_block", "new_int"))));
        TimeSpan start = _kernel.Clock.Now;
        _kernel.Step(14 * s_second);
        Assert.True(reader.Depth > 0);
        _kernel.Step(2 * s_second);
        LogRecord signal = _kernel.Log.Records.Single(record => record.Text.EndsWith("signaling remaining tasks", StringComparison.Ordinal));
        Assert.Equal(15, (signal.Time - start).TotalSeconds);
        Assert.Equal(0, reader.Depth);
        Assert.Equal("block returned 42\n", reader.SeqFile!.ToString());
        Assert.Null(_kernel.Livepatch.CurrentTransition);
    }

    [Fact(DisplayName = "surprises 16: a kernel thread is only woken by the signal; it never leaves the function until it is stopped")]
    public void KernelThread()
    {
        _kernel.LoadModule(Later.Target);
        KernelTask thread = Later.Start(_kernel, "tgt_kthread_body", TaskKind.KernelThread);
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_kthread_body", "new_int"))));
        _kernel.Step(40 * s_second);
        Assert.True(thread.Depth > 0);
        Assert.Single(Later.Lines(_kernel), "signaling remaining tasks");
        Later.Let(_kernel);
        _kernel.Step(s_second);
        Assert.Null(_kernel.Livepatch.CurrentTransition);
    }

    [Fact(DisplayName = "B.2: while a transition is open, others' enabling and disabling is -EBUSY without a line; a bad symbol is told first")]
    public void OneAtATime()
    {
        _kernel.LoadModule(Later.Sample("e"));
        Stuck();
        long before = _kernel.Log.NextSequence;
        Assert.Equal(Refusal.TransitionInProgress, _kernel.LoadModule(Later.Make("b", Patches.Vmlinux(Patches.Func("version_proc_show")))).Status.Refusal);
        Assert.Null(_kernel.Modules.Find("b"));
        Assert.False(Later.Exists(_kernel, "b"));
        Assert.Equal((Errno.EBUSY, Refusal.TransitionInProgress), Pair(Later.Enabled(_kernel, "e", "0")));
        Assert.Equal((Errno.EINVAL, Refusal.PatchAlreadyEnabled), Pair(Later.Enabled(_kernel, "e", "1")));
        Assert.Equal((Errno.EINVAL, Refusal.NotInTransition), Pair(_kernel.WriteFile("/sys/kernel/livepatch/e/force", "1")));
        Assert.True(_kernel.WriteFile("/sys/kernel/livepatch/e/force", "0").Succeeded);
        Assert.Equal((Errno.EINVAL, Refusal.PatchAlreadyEnabled), Pair(Later.Enabled(_kernel, "a", "1")));
        Assert.Equal((Errno.EAGAIN, Refusal.ModuleInUse), Pair(_kernel.UnloadModule("a")));
        Assert.Empty(Later.Lines(_kernel, before));
        Assert.Equal(Errno.EINVAL, _kernel.LoadModule(Later.Make("b", Patches.Vmlinux(Patches.Func("no_such")))).Status.Errno);
        Assert.Equal(["symbol 'no_such' not found in symbol table"], Later.Lines(_kernel, before));
    }

    [Fact(DisplayName = "Whoever reverses a transition is switched on the way out of the write; who sleeps elsewhere waits for the retry")]
    public void ReverserSwitches()
    {
        Stuck();
        KernelTask other = _kernel.AddTask("other", TaskKind.User);
        Assert.Equal(1, _kernel.Tasks.PatchStateOf(other.Pid));
        Later.Enabled(_kernel, "a", "0");
        Assert.Equal((0, 1), (_kernel.Tasks.PatchStateOf(_kernel.Shell.Pid), _kernel.Tasks.PatchStateOf(other.Pid)));
    }

    [Fact(DisplayName = "surprises 17: reversing an enabling returns at once, ends at the next retry, and frees the patch")]
    public void Reverse()
    {
        Stuck();
        long before = _kernel.Log.NextSequence;
        Assert.True(Later.Enabled(_kernel, "a", "0").Succeeded);
        Assert.Equal(["0", "1"], [Later.Read(_kernel, "a", "enabled"), Later.Read(_kernel, "a", "transition")]);
        _kernel.Step(s_second);
        Assert.Equal(
            [
                "'a': reversing transition from patching to unpatching",
                "'a': starting unpatching transition",
                "'a': completing unpatching transition",
                "post_unpatch tgt_mod",
                "'a': unpatching complete",
            ],
            Later.Lines(_kernel, before));
        Assert.False(Later.Exists(_kernel, "a"));
        Assert.Equal(0, _kernel.Modules.Find("a")!.RefCount);
    }

    [Fact(DisplayName = "surprises 17: turned round once more, post_patch runs a second time and pre_patch doesn't")]
    public void ReverseTwice()
    {
        StuckDisable(out long before);
        Later.Enabled(_kernel, "a", "1");
        _kernel.Step(s_second);
        Assert.Equal(
            [
                "'a': initializing unpatching transition",
                "pre_unpatch tgt_mod",
                "'a': starting unpatching transition",
                "'a': reversing transition from unpatching to patching",
                "'a': starting patching transition",
                "'a': completing patching transition",
                "post_patch tgt_mod",
                "'a': patching complete",
            ],
            Later.Lines(_kernel, before));
        Assert.Equal("1", Later.Read(_kernel, "a", "enabled"));
    }

    [Fact(DisplayName = "surprises 18: force does not end the transition itself, the next retry does; an ordinary enabling stays removable")]
    public void ForceEnable()
    {
        KernelTask reader = Stuck();
        long before = _kernel.Log.NextSequence;
        Assert.True(_kernel.WriteFile("/sys/kernel/livepatch/a/force", "1").Succeeded);
        Assert.Equal("1", Later.Read(_kernel, "a", "transition"));
        Assert.Equal(1, _kernel.Tasks.PatchStateOf(reader.Pid));
        _kernel.Step(s_second);
        Assert.Equal("forcing remaining tasks to the patched state", Later.Lines(_kernel, before)[0]);
        Assert.Equal("'a': patching complete", Later.Lines(_kernel, before)[^1]);
        Later.Let(_kernel);
        _kernel.Step(s_second);
        Later.Enabled(_kernel, "a", "0");
        Assert.True(_kernel.UnloadModule("a").Succeeded);
    }

    [Fact(DisplayName = "surprises 18: a forced disabling pins the module for ever")]
    public void ForceDisable()
    {
        StuckDisable(out _);
        _kernel.WriteFile("/sys/kernel/livepatch/a/force", "1");
        _kernel.Step(s_second);
        Assert.False(Later.Exists(_kernel, "a"));
        Assert.Equal(1, _kernel.Modules.Find("a")!.RefCount);
        Assert.Equal(Errno.EAGAIN, _kernel.UnloadModule("a").Status.Errno);
    }

    [Fact(DisplayName = "B.2: the three refusals of a task are told at each try, when their lines are on")]
    public void Refusals()
    {
        _kernel.DynamicDebug.Set("klp_try_switch_task", true);
        _kernel.AddTask("unsure", TaskKind.KernelThread).HasReliableStack = false;
        _kernel.AddTask("busy", TaskKind.KernelThread).State = TaskState.Running;
        _kernel.LoadModule(Later.Target);
        KernelTask reader = Later.Start(_kernel, "blockk_show");
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_int"))));
        string[] lines = Later.Lines(_kernel);
        Assert.Contains($"klp_try_switch_task: reader:{reader.Pid} is sleeping on function tgt_blockk", lines);
        Assert.Contains(lines, line => line.StartsWith("klp_try_switch_task: unsure:", StringComparison.Ordinal) && line.EndsWith("has an unreliable stack", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("klp_try_switch_task: busy:", StringComparison.Ordinal) && line.EndsWith("is running", StringComparison.Ordinal));
    }

    [Fact(DisplayName = "B.2: a child stands where its parent stands")]
    public void Fork()
    {
        Stuck();
        KernelTask child = _kernel.AddTask("child", TaskKind.User);
        Assert.Equal(1, _kernel.Tasks.PatchStateOf(child.Pid));
        Assert.False(_kernel.Tasks.IsPending(child.Pid));
    }

    [Fact(DisplayName = "B.2: when patching over a patch, the function that is in the way is the older patch's")]
    public void PreviousFunction()
    {
        _kernel.LoadModule(Later.Target);
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_block"))));
        KernelTask reader = Later.Start(_kernel, "blockk_show");
        _kernel.LoadModule(Later.Make("b", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_int"))));
        Assert.Equal(reader.Pid, Assert.Single(_kernel.Livepatch.TransitionBlocks()).Pid);
        Later.Let(_kernel, "a");
        _kernel.Step(s_second);
        Assert.Null(_kernel.Livepatch.CurrentTransition);
    }

    [Fact(DisplayName = "No task mixes old and new code of one patch unless it was forced")]
    public void NeverMixed()
    {
        Stuck();
        Later.Let(_kernel);
        _kernel.Step(3 * s_second);
        Later.Enabled(_kernel, "a", "0");
        _kernel.ReadFile("/proc/tgt/value");
        Assert.Empty(_kernel.MixedExecutions);
    }

    private KernelTask Stuck()
    {
        _kernel.LoadModule(Later.Target);
        KernelTask reader = Later.Start(_kernel, "blockk_show");
        EntranceResult loaded = _kernel.LoadModule(Later.Make("a", Later.Calling(Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_block"), Patches.Func("tgt_value", "new_text")))));
        Assert.True(loaded.Succeeded, loaded.Status.ToString());
        return reader;
    }

    private void StuckDisable(out long before)
    {
        _kernel.LoadModule(Later.Target);
        _kernel.LoadModule(Later.Make("a", Later.Calling(Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_block")))));
        Later.Start(_kernel, "blockk_show");
        before = _kernel.Log.NextSequence;
        Assert.True(Later.Enabled(_kernel, "a", "0").Succeeded);
        Assert.Equal(["0", "1"], [Later.Read(_kernel, "a", "enabled"), Later.Read(_kernel, "a", "transition")]);
    }

    private static (Errno Errno, Refusal Refusal) Pair(EntranceResult result) => (result.Status.Errno, result.Status.Refusal);
}
