using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Execution;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Histories.Invariants;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;
using KlpShell.Histories.World;
using Xunit;

namespace KlpShell.Histories.Tests;

/// <summary>Each invariant objects when what it is about is broken behind the simulator's back, and to nothing before.</summary>
public sealed class InvariantTests
{
    private static readonly Release[] s_stacked = [Release.Linux41, Release.Linux61, Release.Linux612];

    [Fact(DisplayName = "nothing is wrong with the kernel that these tests break")]
    public void Sound()
    {
        foreach (Release release in Release.All)
        {
            Prepared prepared = new(release);
            Assert.All(AllInvariants.List, invariant => Assert.Null(prepared.Ask(invariant)));
            Assert.Null(CloneInvariant.Check(prepared.Kernel));
        }
    }

    [Fact(DisplayName = "a patch that says another state than the log told")]
    public void State() => Breaks<StateInvariant>(Release.All, static prepared => prepared.Of("p0").State = KlpState.Disabled);

    [Fact(DisplayName = "a function that says another state than the log told")]
    public void FunctionState() => Breaks<StateInvariant>(Release.All, static prepared => prepared.Of("p1").Objects[0].Functions[0].State = KlpState.Disabled);

    [Fact(DisplayName = "a func stack in the wrong order")]
    public void Order() => Breaks<StackInvariant>(s_stacked, static prepared =>
    {
        FuncStack stack = Stack(prepared, "alpha");
        KlpFunc oldest = stack.Functions.Last();
        stack.Remove(oldest);
        stack.Push(oldest);
    });

    [Fact(DisplayName = "the first core's users of one function in the wrong order")]
    public void FirstOrder() => Breaks<StackInvariant>([Release.All[0]], static prepared =>
    {
        FtraceOps oldest = Live.LivepatchOps(prepared.Kernel).Last(ops => ops.Filter.Contains(prepared.At("alpha")));
        prepared.Kernel.Ftrace.Unregister(oldest);
        prepared.Kernel.Ftrace.Register(oldest);
    });

    [Fact(DisplayName = "a replacement that is missing in a func stack")]
    public void Missing() => Breaks<StackInvariant>(s_stacked, static prepared => Stack(prepared, "alpha").Remove(Stack(prepared, "alpha").Top!));

    [Fact(DisplayName = "ops that are gone where there is a replacement")]
    public void Gone() => Breaks<StackInvariant>(Release.All, static prepared => prepared.Kernel.Ftrace.Unregister(Live.LivepatchOps(prepared.Kernel).First()));

    [Fact(DisplayName = "ops that are there without a replacement")]
    public void Empty() => Breaks<StackInvariant>(s_stacked, static prepared => Stack(prepared, "beta").Remove(Stack(prepared, "beta").Top!));

    [Fact(DisplayName = "entry bytes without a call where there are ops")]
    public void NoCall() => Breaks<TextInvariant>(Release.All, static prepared => prepared.Kernel.Ftrace.Text.PokeNop(prepared.At("alpha")));

    [Fact(DisplayName = "entry bytes with a call where there are no ops")]
    public void Call() => Breaks<TextInvariant>(Release.All, static prepared => prepared.Kernel.Ftrace.Text.PokeCall(prepared.At("gamma"), prepared.Kernel.Ftrace.ListTrampoline));

    [Fact(DisplayName = "a call that leads to another trampoline")]
    public void WrongCall() => Breaks<TextInvariant>(Release.All, static prepared => prepared.Kernel.Ftrace.Text.PokeCall(prepared.At("beta"), 0xffffffffa0ff0000));

    [Fact(DisplayName = "a record that marks another sort of user than it has, and two users who may both change the instruction pointer")]
    public void Marks()
    {
        Breaks<TextInvariant>(Release.All, static prepared => prepared.Kernel.Ftrace.Record(Functions.Vmlinux["alpha"])!.IpModify ^= true);
        Breaks<TextInvariant>([Release.All[0], Release.Linux41], static prepared => prepared.Kernel.Ftrace.Record(Functions.Vmlinux["alpha"])!.SaveRegs = false);
        Breaks<TextInvariant>(Release.All, static prepared => prepared.Kernel.Ftrace.Record(Functions.Vmlinux["alpha"])!.Count++);
        Breaks<TextInvariant>(s_stacked, static prepared => Live.LivepatchOps(prepared.Kernel).First(ops => ops.Filter.Contains(prepared.At("beta"))).MutableFilter.Add(prepared.At("alpha")));
    }

    [Fact(DisplayName = "a reference too many, and one too few")]
    public void References()
    {
        Breaks<ReferenceCountInvariant>(Release.All, static prepared => prepared.Kernel.Modules.Find("p0")!.RefCount++);
        Breaks<ReferenceCountInvariant>(Release.All, static prepared => prepared.Kernel.Modules.Find("p1")!.RefCount--);
    }

    [Fact(DisplayName = "a directory that is gone, a file that lies, a directory too many")]
    public void Sysfs()
    {
        Breaks<SysfsInvariant>(Release.All, static prepared => prepared.Of("p0").Kobject.Node!.Child("vmlinux")!.Child(prepared.Kernel.Release.Has(Features.SymbolPosition) ? "alpha,1" : "alpha")!.Remove());
        Breaks<SysfsInvariant>(Release.All, static prepared => prepared.Of("p0").State = KlpState.Disabled);
        Breaks<SysfsInvariant>(Release.All, static prepared => prepared.Kernel.Files.Directory("/sys/kernel/livepatch/p7"));
        Breaks<SysfsInvariant>(Release.All, static prepared => prepared.Of("p0").Kobject.Node!.Child("enabled")!.Mode = 0x1FF);
    }

    [Fact(DisplayName = "a module's own files that lie")]
    public void ModuleFiles()
    {
        Breaks<SysfsInvariant>(Release.All, static prepared => prepared.Kernel.Modules.Find("tgt_mod")!.Taints = TaintFlags.None);
        Breaks<SysfsInvariant>(Release.All, static prepared => prepared.Kernel.Modules.Find("tgt_mod")!.State = Core.Modules.ModuleState.Coming);
        Breaks<SysfsInvariant>(Release.All, static prepared => prepared.Kernel.Files.Directory("/sys/module/tgt_mod").Child("taint")!.Remove());
    }

    [Fact(DisplayName = "a WARN, an oops, an enabling without their taint")]
    public void MissingTaint()
    {
        foreach (string line in (string[])["WARNING: CPU: 0 PID: 1 at x", "BUG: unable to handle y"])
        {
            Breaks<TaintInvariant>(Release.All, prepared => prepared.Session.Reference.Feed(line));
        }

        Prepared early = new(Release.Linux41, patched: false);
        Assert.Null(early.Ask(new TaintInvariant()));
        early.Session.Reference.Begin();
        early.Session.Reference.Loading(Prepared.Patch("p0", 0, "alpha"));
        early.Session.Reference.Feed("livepatch: enabling patch 'p0'");
        Assert.Contains("Livepatch is missing", early.Ask(new TaintInvariant()));
    }

    [Fact(DisplayName = "taint that falls, and taint without a reason")]
    public void Taint()
    {
        Prepared prepared = new(Release.Linux612);
        List<Fact> more = Facts.Of(prepared.Kernel);
        more[0] = more[0] with { A = more[0].A | (long)TaintFlags.Die };
        Assert.Contains("fell", prepared.Ask(new TaintInvariant(), before: more));
        prepared.Kernel.AddTaint(TaintFlags.Warn);
        more[0] = more[0] with { A = (long)(prepared.Kernel.Taints & ~TaintFlags.Warn) };
        Assert.Contains("without a reason", prepared.Ask(new TaintInvariant(), before: more));
    }

    [Fact(DisplayName = "a refused step that left something behind")]
    public void Refusal()
    {
        Prepared prepared = new(Release.Linux41);
        List<Fact> before = Facts.Of(prepared.Kernel);
        Status refused = Status.Refused(Errno.EBUSY, Core.Machine.Refusal.NextPatchEnabled);
        Write write = new("/sys/kernel/livepatch/p0/enabled", "0\n");
        Assert.Null(prepared.Ask(new RefusalInvariant(), write, refused, before));
        prepared.Of("p0").State = KlpState.Disabled;
        Assert.NotNull(prepared.Ask(new RefusalInvariant(), write, refused, before));
        Assert.Null(prepared.Ask(new RefusalInvariant(), write, Status.Ok, before));
    }

    [Fact(DisplayName = "a refused step in which time passed, and that left more than the time leaves")]
    public void RefusalAfterTime()
    {
        Prepared prepared = new(Release.Linux612);
        List<Fact> before = Facts.Of(prepared.Kernel);
        Status refused = Status.Refused(Errno.ENOMEM, Core.Machine.Refusal.OutOfMemory);
        Load load = new(Prepared.Patch("p2", 2, "gamma"), "p2.yaml");
        Assert.Null(prepared.Ask(new RefusalInvariant(), load, refused, before, meanwhile: before));
        prepared.Of("p0").State = KlpState.Disabled;
        Assert.NotNull(prepared.Ask(new RefusalInvariant(), load, refused, before, meanwhile: before));
        Assert.Null(prepared.Ask(new RefusalInvariant(), load, refused, before, meanwhile: Facts.Of(prepared.Kernel)));
    }

    [Fact(DisplayName = "a refused registering after which a function or the patch counts as enabled")]
    public void RefusedRegister()
    {
        Prepared prepared = new(Release.Linux41);
        Status refused = Status.Refused(Errno.EEXIST, Core.Machine.Refusal.DuplicateSysfsName);
        Call call = new("p0", "do_register", Code.Shell);
        List<Fact> enabled = Facts.Of(prepared.Kernel);
        prepared.Of("p0").State = KlpState.Disabled;
        List<Fact> disabled = Facts.Of(prepared.Kernel);
        Assert.Null(prepared.Ask(new RefusalInvariant(), call, refused, enabled));
        prepared.Of("p0").State = KlpState.Enabled;
        Assert.NotNull(prepared.Ask(new RefusalInvariant(), call, refused, disabled));
        prepared.Of("p0").Objects[0].Functions[0].State = KlpState.Disabled;
        disabled = Facts.Of(prepared.Kernel);
        prepared.Of("p0").Objects[0].Functions[0].State = KlpState.Enabled;
        Assert.NotNull(prepared.Ask(new RefusalInvariant(), call, refused, disabled));
    }

    [Fact(DisplayName = "code that runs though other code is in force")]
    public void WrongCode()
    {
        foreach (Release release in Release.All)
        {
            Prepared prepared = new(release);
            prepared.Session.Reference.Begin();
            prepared.Session.Reference.Feed(release.Era == Era.Original ? "run t1 alpha:p0#0.0.0" : "run t1 alpha:p1#1.0.0");
            Assert.Null(prepared.Ask(new ExecutionInvariant()));
            prepared.Session.Reference.Feed("run t1 alpha:-");
            Assert.Contains("in force", prepared.Ask(new ExecutionInvariant()));
        }
    }

    [Fact(DisplayName = "a task that mixes old and new code of a transition, or goes back")]
    public void MixedInTransition()
    {
        foreach (string line in (string[])["", "run t1 ~"])
        {
            Prepared prepared = new(Release.Linux612);
            prepared.Session.Reference.Begin();
            prepared.Session.Reference.Loading(Prepared.Patch("p2", 2, "alpha", "beta"));
            foreach (string told in (string[])["livepatch: enabling patch 'p2'", "livepatch: 'p2': starting patching transition", "run t1 (", "run t1 alpha:p2#2.0.0", "run t1 beta:p2#2.0.1"]) prepared.Session.Reference.Feed(told);
            Assert.Null(prepared.Ask(new ExecutionInvariant()));
            prepared.Session.Reference.Feed(line);
            prepared.Session.Reference.Feed("run t1 alpha:p1#1.0.0");
            Assert.NotNull(prepared.Ask(new ExecutionInvariant()));
        }
    }

    [Fact(DisplayName = "a mix that the report lacks, and one that it has too many")]
    public void Mixes()
    {
        Prepared prepared = new(Release.Linux41);
        prepared.Session.Reference.Begin();
        foreach (string told in (string[])["run t1 (", "run t1 alpha:-", "run t1 beta:p0#0.0.1", "run t1 )"]) prepared.Session.Reference.Feed(told);
        Assert.Contains("Counted: p0 t1 old alpha new beta", prepared.Ask(new MixInvariant()));
        prepared.Session.Reference.Begin();
        Assert.Null(prepared.Ask(new MixInvariant()));
        MixedExecution mixed = new("p0", 50, "t1", 1, ["alpha"], ["beta"], []);
        foreach (Release release in (Release[])[Release.Linux41, Release.Linux612])
        {
            prepared = new Prepared(release);
            Assert.NotNull(MixInvariant.Check(prepared.Session.Reference, [mixed]));
            Assert.Null(MixInvariant.Check(prepared.Session.Reference, []));
        }

        // Who was forced may, and nobody else.
        prepared.Session.Reference.ForcedTasks.Add(50);
        Assert.Null(MixInvariant.Check(prepared.Session.Reference, [mixed]));
        Assert.NotNull(MixInvariant.Check(prepared.Session.Reference, [mixed, mixed with { Pid = 51 }]));
    }

    [Fact(DisplayName = "a task on a side without a transition, or asked though it has switched, or a transition that nobody looks at")]
    public void Sides()
    {
        Breaks<SideInvariant>(Release.All, static prepared => prepared.Kernel.Tasks.SetPatchState(prepared.Kernel.Shell.Pid, 0, false));
        Breaks<SideInvariant>(Release.All, static prepared => prepared.Kernel.Tasks.SetPatchState(prepared.Kernel.Shell.Pid, -1, true));
        Prepared stuck = Stuck();
        Assert.Null(stuck.Ask(new SideInvariant()));
        stuck.Kernel.Scheduler.Work.Cancel(static _ => true);
        Assert.Contains("nobody comes back", stuck.Ask(new SideInvariant()));
        stuck = Stuck();
        stuck.Kernel.Tasks.SetPatchState(stuck.Kernel.Shell.Pid, 1, true);
        Assert.NotNull(stuck.Ask(new SideInvariant()));
    }

    [Fact(DisplayName = "a task that is left in code out of force")]
    public void Frames() =>
        Breaks<FrameInvariant>([Release.Linux61, Release.Linux612], static prepared => prepared.Kernel.AddSleepers(1, "late", TaskKind.User, [Functions.Vmlinux["alpha"]]));

    [Fact(DisplayName = "a task in code out of force after others were forced; those may be")]
    public void FramesAfterForce()
    {
        Prepared prepared = Stuck();
        prepared.Do(new Write("/sys/kernel/livepatch/p2/force", "1\n"));
        prepared.Do(new Operations.Step(2000));
        Assert.Null(prepared.Session.Reference.Moving);
        int forced = Assert.Single(prepared.Session.Reference.ForcedTasks);
        Assert.Equal("s1", prepared.Kernel.Tasks.Peek(forced)!.Comm);
        Assert.Null(prepared.Ask(new FrameInvariant()));
        prepared.Kernel.AddSleepers(1, "late", TaskKind.User, [Functions.Vmlinux["nested"]]);
        Assert.Contains("late", prepared.Ask(new FrameInvariant()));
    }

    [Fact(DisplayName = "somebody who holds klp_mutex for ever")]
    public void Mutex() => Breaks<MutexInvariant>(Release.All, static prepared => prepared.Kernel.Livepatch.MutexOwner = prepared.Kernel.Shell.Pid);

    [Fact(DisplayName = "a clone that differs, and one that isn't independent")]
    public void Clone()
    {
        foreach (Release release in Release.All)
        {
            Kernel kernel = new Prepared(release).Kernel;
            Kernel clone = kernel.Clone();
            List<Fact> facts = Facts.Of(kernel, files: true);
            Assert.Null(CloneInvariant.Compare(kernel, facts, clone, files: true));
            clone.Log.Write(LogLevel.Error, "x");
            Assert.NotNull(CloneInvariant.Compare(kernel, facts, clone, files: true));
            clone = kernel.Clone();
            clone.Modules.Find("p0")!.RefCount++;
            Assert.NotNull(CloneInvariant.Compare(kernel, facts, clone, files: true));
            Assert.NotNull(CloneInvariant.Check(kernel, kernel));
        }
    }

    [Fact(DisplayName = "a clone with other counts of a fault, a twin that goes another way, a clone that changes after it was put aside")]
    public void LateClones()
    {
        Kernel kernel = new Prepared(Release.Linux612).Kernel;
        kernel.Faults.Add(new Core.Faults.Fault(Core.Faults.FaultPoint.ModuleInit) { Space = 3 });
        Kernel clone = kernel.Clone();
        clone.Fails(Core.Faults.FaultPoint.ModuleInit);
        Assert.Contains("fault", CloneInvariant.Compare(kernel, Facts.Of(kernel), clone));
        Session session = new(Release.Linux612, [], true);
        Assert.Null(session.Do(new Operations.Step(100)));
        session.Twin!.Step(TimeSpan.FromSeconds(1));
        Assert.Equal(CloneInvariant.Name, session.Do(new Operations.Step(100))?.Invariant);
        session = new Session(Release.Linux612, []);
        for (int i = 0; i < 64; i++) Assert.Null(session.Do(new Operations.Step(100)));
        session.Parked!.AddTask("changed", TaskKind.User);
        Assert.Contains("put aside", session.Do(new Operations.Step(100))?.Problem);
    }

    [Fact(DisplayName = "a history that ends though nothing ends it; one that a forced unload ends is over without a word")]
    public void Ends()
    {
        foreach (Release release in Release.All)
        {
            Prepared prepared = new(release);
            prepared.Kernel.Corrupted = true;
            Assert.Equal(EndOfHistory.Name, prepared.Session.Do(new Operations.Step(100))?.Invariant);
            prepared = new Prepared(release);
            prepared.Of("p0").Freed = true;
            Assert.Equal(EndOfHistory.Name, prepared.Session.Do(new Operations.Step(100))?.Invariant);
            prepared = new Prepared(release);
            Assert.Null(prepared.Session.Do(new Unload("p0", Forced: true)));
            Assert.True(prepared.Session.IsOver);
        }
    }

    [Fact(DisplayName = "a history in which the simulator throws is broken")]
    public void Throws()
    {
        HistoryResult result = Playing.Histories.Play(Release.Linux612, [new Step(1000), new Thrower()]);
        Assert.Equal("the simulator answers, and throws nothing", result.Failure?.Invariant);
    }

    private sealed record Thrower : Operation
    {
        public override string Script => "throw";

        public override Status Do(Kernel kernel) => throw new InvalidOperationException("a bug");
    }

    private static FuncStack Stack(Prepared prepared, string function) =>
        Live.LivepatchOps(prepared.Kernel).OfType<FuncStackOps>().First(ops => ops.Filter.Contains(prepared.At(function))).Stack;

    // A transition that a task holds up.
    private static Prepared Stuck()
    {
        Prepared prepared = new(Release.Linux612);
        prepared.Do(new Sleepers("s1", 1, null, "nested"));
        prepared.Do(new Load(Prepared.Patch("p2", 2, "nested"), "p2.yaml"));
        Assert.NotNull(prepared.Session.Reference.Moving);
        return prepared;
    }

    private static void Breaks<T>(IEnumerable<Release> releases, Action<Prepared> how)
        where T : Invariant, new()
    {
        foreach (Release release in releases)
        {
            Prepared prepared = new(release);
            Assert.Null(prepared.Ask(new T()));
            how(prepared);
            Assert.True(prepared.Ask(new T()) is not null, release.Name);
        }
    }
}
