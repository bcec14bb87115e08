using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Planning;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Planning;

/// <summary>What a rehearsal says is what happens, and the kernel that it is about doesn't notice.</summary>
public sealed class RehearsalTests
{
    private static readonly TimeSpan s_horizon = TimeSpan.FromSeconds(40);

    public static IEnumerable<object[]> Cases => from release in Core.Release.All from operation in PlannedOperations.All.Keys select new object[] { release.Name, operation };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_and_deed_are_equal(string release, string operation)
    {
        Kernel kernel = PlannedOperations.Arranged(release, operation);
        List<string> untouched = StateText.Of(kernel);
        Forecast plan = Plan(kernel, PlannedOperations.All[operation].Operate, out Status said);
        Assert.Empty(StateText.Difference(untouched, StateText.Of(kernel)));

        FileSnapshot before = FileSnapshot.Of(kernel);
        long sequence = kernel.Log.NextSequence;
        Status status = PlannedOperations.All[operation].Operate(kernel);
        Assert.Equal(status, said);
        Assert.Equal(kernel.Log.Since(sequence), plan.Log);
        Assert.Empty(StateText.Difference(StateText.Of(kernel), StateText.Of(plan.After)));
        FileSnapshot after = FileSnapshot.Of(kernel);
        Assert.Equal(before.To(after), plan.Changes);
        Assert.Equal(kernel.Livepatch.TransitionBlocks(), plan.HeldUpBy);
        sequence = kernel.Log.NextSequence;
        kernel.Step(s_horizon);
        Assert.Equal(kernel.Log.Since(sequence), plan.LaterLog);
        Assert.Empty(StateText.Difference(StateText.Of(kernel), StateText.Of(plan.AtHorizon)));
        Assert.Equal(after.To(FileSnapshot.Of(kernel)), plan.LaterChanges);
        if (!status.Succeeded) Assert.Contains(plan.Checks, check => !check.Passed && check.Check == status.Refusal);
    }

    [Fact]
    public void The_checks_stand_in_the_kernels_order_with_the_lines_that_each_gave()
    {
        Forecast plan = Plan(PlannedOperations.Arranged("6.12", "enable what isn't traceable"), PlannedOperations.All["enable what isn't traceable"].Operate, out _);
        Refusal[] passed = [.. plan.Checks.TakeWhile(check => check.Passed).Select(check => check.Check)];
        Refusal[] expected =
        [
            Refusal.VermagicMismatch, Refusal.ModuleAlreadyLoaded, Refusal.UnknownSymbol, Refusal.InvalidModuleName, Refusal.PatchIncomplete, Refusal.PatchWithoutObjects,
            Refusal.ObjectWithoutFunctions, Refusal.NotMarkedLivepatch, Refusal.LivepatchNotStarted, Refusal.StatesIncompatible, Refusal.PatchModuleGone, Refusal.EmptySysfsName, Refusal.DuplicateSysfsName,
        ];
        Assert.Equal(expected, passed[..expected.Length]);
        CheckResult refused = plan.Checks[passed.Length];
        Assert.Equal((Refusal.FunctionNotTraceable, "notrace_function"), (refused.Check, refused.Subject));
        Assert.Equal("livepatch: failed to find location for function 'notrace_function'", plan.Log.First(line => line.Sequence >= refused.Sequence).Text);
    }

    [Fact]
    public void A_transition_ends_when_it_says()
    {
        Forecast plan = Plan(PlannedOperations.Arranged("6.12", "enable what a task sleeps in"), PlannedOperations.All["enable what a task sleeps in"].Operate, out _);
        Assert.Equal("b", plan.InTransition);
        Assert.False(plan.Stalls);
        Assert.Equal("tgt_block", Assert.Single(plan.HeldUpBy).Function);
        Assert.Equal(plan.LaterLog.Single(line => line.Text == "livepatch: 'b': patching complete").Time, plan.TransitionEnds);
    }

    [Fact]
    public void A_transition_that_doesnt_end_stalls()
    {
        Forecast plan = Plan(PlannedOperations.Arranged("6.12", "enable what a task sleeps deep in"), PlannedOperations.All["enable what a task sleeps deep in"].Operate, out _);
        Assert.True(plan.Stalls);
        Assert.Null(plan.TransitionEnds);
        Assert.Equal("tgt_blockk", Assert.Single(plan.AtHorizon.Livepatch.TransitionBlocks()).Function);
    }

    [Fact]
    public void Code_of_the_host_is_never_run_and_stops_it()
    {
        int runs = 0;
        Kernel kernel = Later.Boot();
        ModuleDefinition module = new("m") { Signed = true, Functions = [new("m_host", Body.FromHost((_, _, _) => ++runs))], Init = Body.Of(new CallStep("m_host"), new ReturnStep(0)) };
        Kernel scratch = kernel.CloneToRehearse();
        Rehearsal rehearsal = new(scratch);
        Status status = scratch.LoadModule(module).Status;
        Forecast plan = rehearsal.End(status, s_horizon);
        Assert.Equal((0, Refusal.Inexact, "m_host"), (runs, status.Refusal, plan.StoppedAt));
        Assert.Equal(Refusal.Inexact, scratch.LoadModule(Later.Sample("next")).Status.Refusal);
        Assert.True(kernel.LoadModule(module).Succeeded);
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Code_of_the_host_that_would_run_later_stops_it_there()
    {
        int runs = 0;
        Kernel kernel = Later.Boot();
        ModuleDefinition module = new("m")
        {
            Signed = true,
            Functions = [new("m_sleeper", Body.Of(new SleepStep(TimeSpan.FromSeconds(5)), new HostStep((_, _, _) => ++runs)))],
        };
        kernel.LoadModule(module);
        Later.Start(kernel, "m_sleeper");
        Forecast plan = Plan(kernel, static scratch => scratch.LoadModule(Later.Sample("a")).Status, out Status status);
        Assert.Equal((0, true, "m_sleeper"), (runs, status.Succeeded, plan.StoppedAt));
        kernel.Step(s_horizon);
        Assert.Equal(1, runs);
    }

    [Fact]
    public void The_second_operation_finds_what_the_first_would_leave()
    {
        Kernel scratch = PlannedOperations.Arranged("4.1", "enable").CloneToRehearse();
        Rehearsal first = new(scratch);
        first.End(PlannedOperations.All["enable"].Operate(scratch), s_horizon);
        Rehearsal second = new(scratch);
        Forecast plan = second.End(scratch.UnloadModule("a").Status, s_horizon);
        Assert.Equal(Refusal.ModuleInUse, plan.Checks[^1].Check);
        Assert.Equal(TimeSpan.FromSeconds(4), scratch.Clock.Now);
    }

    private static Forecast Plan(Kernel kernel, Func<Kernel, Status> operate, out Status status)
    {
        Kernel scratch = kernel.CloneToRehearse();
        Rehearsal rehearsal = new(scratch);
        status = operate(scratch);
        return rehearsal.End(status, s_horizon);
    }
}
