using System;
using System.Linq;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Execution;

/// <summary>The first commit's own caveat: nothing keeps a task from running old and new code of one patch in one call. The kernel reports who did.</summary>
public sealed class MixedExecutionTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_task_that_is_between_two_functions_when_they_are_patched_is_reported()
    {
        Kernel kernel = WithTarget();
        KernelTask between = Start(kernel, "between");
        kernel.LoadModule(TwoFunctions());
        KernelTask after = Start(kernel, "after");
        kernel.Step(2 * s_second);
        MixedExecution found = Assert.Single(kernel.MixedExecutions);
        Assert.Equal(("two", between.Pid, "between"), (found.Patch, found.Pid, found.Comm));
        Assert.Equal(["tgt_value"], found.Old.AsEnumerable());
        Assert.Equal(["tgt_second"], found.New.AsEnumerable());
        Assert.Equal(["tgt_value: conditional_check"], found.SafeBecause.AsEnumerable());
        Assert.Equal("original value two", between.Result.Text);
        Assert.Equal("two two", after.Result.Text);
    }

    [Fact]
    public void Tasks_that_run_only_old_or_only_new_code_are_not()
    {
        Kernel kernel = WithTarget();
        Start(kernel, "before");
        kernel.Step(2 * s_second);
        kernel.LoadModule(TwoFunctions());
        Start(kernel, "after");
        kernel.Step(2 * s_second);
        Assert.Empty(kernel.MixedExecutions);
    }

    [Fact]
    public void Disabling_mixes_as_well()
    {
        Kernel kernel = WithTarget();
        kernel.LoadModule(TwoFunctions());
        Start(kernel, "between");
        kernel.WriteFile("/sys/kernel/livepatch/two/enabled", "0");
        kernel.Step(2 * s_second);
        Assert.Equal(["tgt_second"], Assert.Single(kernel.MixedExecutions).Old.AsEnumerable());
    }

    [Fact]
    public void The_patch_that_loses_a_function_to_an_older_one_is_mixed_for_ever()
    {
        Kernel kernel = WithTarget();
        kernel.LoadModule(Patches.Make("one", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        kernel.LoadModule(TwoFunctions());
        Start(kernel, "reader");
        kernel.Step(2 * s_second);
        Assert.Equal("two", Assert.Single(kernel.MixedExecutions).Patch);
    }

    [Fact]
    public void A_patch_whose_new_function_is_itself_patched_mixes_nothing()
    {
        Kernel kernel = WithTarget();
        kernel.LoadModule(Patches.Make("two", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"), Patches.Func("tgt_second"))));
        kernel.LoadModule(Patches.Make("over", true, Patches.Object("two", Patches.Func("new_text", "new_text"))));
        KernelTask caller = Start(kernel, "caller");
        kernel.Step(2 * s_second);
        Assert.Equal("over 0", caller.Result.Text);
        Assert.Empty(kernel.MixedExecutions);
    }

    private static ModuleDefinition TwoFunctions() => Patches.Make(
        "two",
        true,
        Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text") with { SafeBecause = "conditional_check" }, Patches.Func("tgt_second", "new_text")));

    private static Kernel WithTarget()
    {
        Kernel kernel = TestKernel.Boot();
        FunctionDefinition both = new("tgt_both", Body.Of(
            new CallStep("tgt_value", default, 0),
            new SleepStep(s_second),
            new CallStep("tgt_second", default, 1),
            new CallStep("tgt_join", default, 2),
            new ReturnStep(Operand.Local(2))));
        FunctionDefinition join = new("tgt_join", Body.FromHost(static (_, task, _) =>
        {
            Value[] locals = task.Frames[task.Depth - 2].Locals!;
            return $"{locals[0]} {locals[1]}";
        }));
        kernel.LoadModule(TestKernel.Target with { Functions = TestKernel.Target.Functions.Add(both).Add(join) });
        return kernel;
    }

    private static KernelTask Start(Kernel kernel, string comm) => kernel.StartTask(comm, TaskKind.User, kernel.Symbols.AddressOf("tgt_both"));
}
