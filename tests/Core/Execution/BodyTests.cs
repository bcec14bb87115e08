using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Execution;

/// <summary>Bodies as data: what each step does, what sleeps, what hangs, and the way of a call.</summary>
public sealed class BodyTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact]
    public void A_body_without_a_return_gives_zero() => Assert.Equal(0, Run(new PrintkStep(LogLevel.Debug, "x")).Value.Number);

    [Fact]
    public void A_template_is_filled_with_operands()
    {
        Run(new StoreStep(0, 5), new PrintkStep(LogLevel.Notice, new Template("{{a}} {0} {1} {2}", [Operand.Local(0), Operand.Parameter("name"), "text"])));
        Assert.Equal("{a} 5 n text", _kernel.Log.Records[^1].Text);
    }

    [Fact]
    public void Braces_without_operands_stand_for_themselves()
    {
        Run(new PrintkStep(LogLevel.Notice, "{0} {x}"));
        Assert.Equal("{0} {x}", _kernel.Log.Records[^1].Text);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(0, 20)]
    public void A_branch_goes_on_or_elsewhere(long condition, long expected) =>
        Assert.Equal(expected, Run(new BranchStep(condition, 2), new ReturnStep(10), new ReturnStep(20)).Value.Number);

    [Fact]
    public void A_sleep_moves_virtual_time_until_it_ends()
    {
        TimeSpan before = _kernel.Clock.Now;
        EntranceResult result = Run(new SleepStep(TimeSpan.FromSeconds(90)), new ReturnStep(1));
        Assert.Equal(1, result.Value.Number);
        Assert.Equal(TimeSpan.FromSeconds(90), _kernel.Clock.Now - before);
    }

    [Fact]
    public void A_wait_ends_when_another_task_sets_the_parameter()
    {
        Load(("waits", [new WaitStep("go"), new ReturnStep(3)]), ("sets", [new SleepStep(TimeSpan.FromSeconds(5)), new SetParameterStep("go", 1)]));
        _kernel.StartTask("setter", TaskKind.KernelThread, _kernel.Symbols.AddressOf("sets"));
        EntranceResult result = _kernel.Call(_kernel.Symbols.AddressOf("waits"));
        Assert.Equal(3, result.Value.Number);
    }

    [Fact]
    public void A_wait_that_nothing_can_end_comes_back_as_hung_and_says_who_waits_for_what()
    {
        EntranceResult result = Run(new WaitStep("go"));
        Assert.True(result.Hung);
        Assert.Equal("bash (36) sleeps in f, waiting for m.go, and nothing that is left to happen ends that", result.Status.Subject);
        Assert.NotEqual(36, _kernel.Shell.Pid);
        _kernel.WriteFile("/sys/module/m/parameters/go", "1");
        _kernel.Step(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _kernel.Tasks.Find(36)!.Depth);
    }

    [Fact]
    public void A_loop_that_never_sleeps_comes_back_as_hung()
    {
        EntranceResult result = Run(new JumpStep(0));
        Assert.True(result.Hung);
        Assert.Contains("loops in f", result.Status.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Calling_oneself_without_end_overflows_the_stack()
    {
        EntranceResult result = Run(new CallStep("f"));
        Assert.True(result.Killed);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Die));
    }

    [Fact]
    public void Calling_an_address_that_holds_nothing_kills()
    {
        Assert.True(_kernel.Call(0).Killed);
        Assert.True(_kernel.Call(0x1234).Killed);
        Assert.Contains(_kernel.Log.Records, record => record.Text == "BUG: unable to handle kernel paging request at 0000000000001234");
    }

    [Fact]
    public void A_function_of_vmlinux_without_a_body_returns_zero() => Assert.Equal(0, _kernel.Call(_kernel.Symbols.AddressOf("outer")).Value.Number);

    [Fact]
    public void A_replacement_can_be_patched_in_its_turn()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("outer", "new_text"))));
        _kernel.LoadModule(Patches.Make("b", true, Patches.Object("a", Patches.Func("new_text", "new_text"))));
        _kernel.LoadModule(Patches.Make("c", true, Patches.Object("b", Patches.Func("new_text", "new_text"))));
        Assert.Equal("c", _kernel.Call(_kernel.Symbols.AddressOf("outer")).Value.Text);
    }

    [Fact]
    public void The_way_of_a_call_is_told_from_entry_bytes_to_the_code_that_ran()
    {
        List<CallTraceEntry> trace = [];
        _kernel.Call(TestKernel.CmdlineShow, default, trace);
        CallTraceEntry plain = Assert.Single(trace);
        Assert.Equal(("0f1f440000", 0UL, "cmdline_proc_show"), (plain.EntryBytes, plain.Trampoline, plain.RanName));
        _kernel.LoadModule(Patches.Sample("a"));
        trace.Clear();
        _kernel.Call(TestKernel.CmdlineShow, default, trace);
        CallTraceEntry patched = Assert.Single(trace);
        Assert.StartsWith("e8", patched.EntryBytes, StringComparison.Ordinal);
        Assert.Equal(["a"], patched.Handlers);
        Assert.Equal("new_show", patched.RanName);
        Assert.Equal(_kernel.Ftrace.Ops.Single().Trampoline, patched.Trampoline);
    }

    [Fact]
    public void With_two_patches_the_call_goes_to_the_shared_trampoline()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        _kernel.LoadModule(Patches.Sample("b"));
        List<CallTraceEntry> trace = [];
        _kernel.Call(TestKernel.CmdlineShow, default, trace);
        Assert.Equal(_kernel.Symbols.AddressOf("ftrace_regs_caller"), trace[0].Trampoline);
        Assert.Equal(["b", "a"], trace[0].Handlers);
    }

    [Fact]
    public void A_patched_call_allocates_nothing()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("outer", "new_text"))));
        KernelTask task = _kernel.Shell;
        ulong outer = _kernel.Symbols.AddressOf("outer");
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 1000; i++) _kernel.Execute(task, outer);
        }));
    }

    [Fact]
    public void An_init_that_sleeps_drives_the_clock_to_its_end()
    {
        EntranceResult load = _kernel.LoadModule(new ModuleDefinition("slow") { Init = Body.Of(new SleepStep(TimeSpan.FromSeconds(2)), new ReturnStep(0)) });
        Assert.True(load.Succeeded);
        Assert.Equal(ModuleState.Live, _kernel.Modules.Find("slow")!.State);
    }

    private EntranceResult Run(params Step[] steps)
    {
        Load(("f", steps));
        return _kernel.Call(_kernel.Symbols.AddressOf("f"));
    }

    private void Load(params (string Name, Step[] Steps)[] functions) => _kernel.LoadModule(new ModuleDefinition("m")
    {
        Functions = [.. functions.Select(function => new FunctionDefinition(function.Name, Body.Of(function.Steps)))],
        Parameters = [new ParameterDefinition("go", ParameterType.Bool) { Mode = 0x1A4 }, new ParameterDefinition("name", ParameterType.String) { Default = "n" }],
    });
}
