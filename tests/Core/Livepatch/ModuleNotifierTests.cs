using System;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>What the core does when a patched module comes and goes (facts A.4).</summary>
public sealed class ModuleNotifierTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact(DisplayName = "A.4 coming: an enabled patch is applied before the module's init, which runs patched code already")]
    public void Applied()
    {
        Load("a");
        long before = _kernel.Log.NextSequence;
        _kernel.LoadModule(TestKernel.Target with { Init = Body.Of(new CallStep("tgt_value"), new PrintkStep(LogLevel.Information, new Template("init: {0}", [Operand.Result]))) });
        Assert.Equal(["<5> livepatch: applying patch 'a' to loading module 'tgt_mod'", "<6> init: a"], Patches.Log(_kernel, before));
        Assert.Equal("a\n", _kernel.ReadFile("/proc/tgt/value").Output);
    }

    [Fact(DisplayName = "A.4 going: the module's exit runs patched code, and then the patch is reverted; addresses are forgotten")]
    public void Reverted()
    {
        Load("a");
        _kernel.LoadModule(TestKernel.Target with { Exit = Body.Of(new CallStep("tgt_value"), new PrintkStep(LogLevel.Information, new Template("exit: {0}", [Operand.Result]))) });
        long before = _kernel.Log.NextSequence;
        _kernel.UnloadModule("tgt_mod");
        Assert.Equal(["<6> exit: a", "<5> livepatch: reverting patch 'a' on unloading module 'tgt_mod'"], Patches.Log(_kernel, before));
        KlpObject obj = Patches.Of(_kernel, "a").Objects[0];
        Assert.Null(obj.Module);
        Assert.Equal(0UL, obj.Functions[0].OldAddress);
        Assert.Empty(_kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "A.4 coming: two patches are applied newest first, so that the newest wins; reverting goes newest first too")]
    public void NewestFirst()
    {
        Load("a");
        Load("b");
        long before = _kernel.Log.NextSequence;
        _kernel.LoadModule(TestKernel.Target);
        Assert.Equal("b\n", _kernel.ReadFile("/proc/tgt/value").Output);
        _kernel.UnloadModule("tgt_mod");
        Assert.Equal(
            [
                "<5> livepatch: applying patch 'b' to loading module 'tgt_mod'",
                "<5> livepatch: applying patch 'a' to loading module 'tgt_mod'",
                "<5> livepatch: reverting patch 'b' on unloading module 'tgt_mod'",
                "<5> livepatch: reverting patch 'a' on unloading module 'tgt_mod'",
            ],
            Patches.Log(_kernel, before));
    }

    [Fact(DisplayName = "A.4 coming: a failure never stops the load; the object keeps its module, and the next enable warns of a missing address")]
    public void FailedLookup()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"), Patches.Func("no_such", "new_text"))));
        long before = _kernel.Log.NextSequence;
        Assert.True(_kernel.LoadModule(TestKernel.Target).Succeeded);
        Assert.Equal(
            ["<3> livepatch: symbol 'no_such' not found in symbol table", "<4> livepatch: failed to apply patch 'a' to module 'tgt_mod' (-22)"],
            Patches.Log(_kernel, before));
        Assert.NotNull(Patches.Of(_kernel, "a").Objects[0].Module);
        Assert.Equal("original value\n", _kernel.ReadFile("/proc/tgt/value").Output);
        Patches.Disable(_kernel, "a");
        before = _kernel.Log.NextSequence;
        Assert.Equal(Refusal.FunctionAddressMissing, Patches.Enable(_kernel, "a").Refusal);
        Assert.Contains("core.c:308 klp_enable_object", Patches.Log(_kernel, before)[2], StringComparison.Ordinal);
    }

    [Fact(DisplayName = "surprises: a function that can't be hooked fails the late apply, and fails the next enable in the same way without a WARN")]
    public void FailedHook()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_notrace", "new_text"))));
        long before = _kernel.Log.NextSequence;
        _kernel.LoadModule(TestKernel.Target);
        Assert.Equal(
            [
                "<5> livepatch: applying patch 'a' to loading module 'tgt_mod'",
                "<3> livepatch: failed to set ftrace filter for function 'tgt_notrace' (-22)",
                "<4> livepatch: failed to apply patch 'a' to module 'tgt_mod' (-22)",
            ],
            Patches.Log(_kernel, before));
        Patches.Disable(_kernel, "a");
        Assert.Equal(Refusal.FunctionNotTraceable, Patches.Enable(_kernel, "a").Refusal);
        Assert.False(_kernel.Taints.HasFlag(TaintFlags.Warn));
    }

    [Fact(DisplayName = "surprises: for a disabled patch addresses are looked up too, and a failure says so without an applying line")]
    public void Disabled()
    {
        _kernel.LoadModule(Patches.Make("a", false, Patches.Object("tgt_mod", Patches.Func("no_such", "new_text"))));
        long before = _kernel.Log.NextSequence;
        _kernel.LoadModule(TestKernel.Target);
        Assert.Equal("<4> livepatch: failed to apply patch 'a' to module 'tgt_mod' (-22)", Patches.Log(_kernel, before)[^1]);
        before = _kernel.Log.NextSequence;
        _kernel.UnloadModule("tgt_mod");
        Assert.Empty(Patches.Log(_kernel, before));
    }

    [Fact(DisplayName = "A.4: only the first object of a patch that names the module takes part")]
    public void OneObject()
    {
        // Two objects of one name can't be registered; one list may still reach the second by an end in between.
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        _kernel.LoadModule(TestKernel.Target);
        Assert.Single(_kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "A.4: a module whose init fails is reverted as one that goes")]
    public void InitFails()
    {
        Load("a");
        long before = _kernel.Log.NextSequence;
        EntranceResult load = _kernel.LoadModule(TestKernel.Target with { Init = Body.Returning(-(long)Errno.ENODEV) });
        Assert.Equal(Errno.ENODEV, load.Status.Errno);
        Assert.Equal("<5> livepatch: reverting patch 'a' on unloading module 'tgt_mod'", Patches.Log(_kernel, before)[^1]);
        Assert.Null(_kernel.Modules.Find("tgt_mod"));
    }

    [Fact(DisplayName = "surprises: a module refused for a bad parameter has come, but never goes: no reverting line, and the pointer stays")]
    public void BadParameter()
    {
        Load("a");
        long before = _kernel.Log.NextSequence;
        ModuleDefinition target = TestKernel.Target with { Parameters = [new ParameterDefinition("fail_init", ParameterType.Bool)] };
        EntranceResult load = _kernel.LoadModule(target, "fail_init=maybe");
        Assert.Equal(new Status(Errno.EINVAL, Refusal.ParameterInvalid, "tgt_mod.fail_init"), load.Status);
        Assert.Equal(
            ["<5> livepatch: applying patch 'a' to loading module 'tgt_mod'", "<3> tgt_mod: `maybe' invalid for parameter `fail_init'"],
            Patches.Log(_kernel, before));
        Assert.NotNull(Patches.Of(_kernel, "a").Objects[0].Module);

        // ftrace isn't told either: its record stays, and the function has no name any more.
        Assert.Matches(@"^0xffffffffa[0-9a-f]{7} \(1\) R  \ttramp: ", _kernel.ReadFile("/sys/kernel/debug/tracing/enabled_functions").Output);
    }

    [Fact(DisplayName = "surprises: a module that fails its init while its patch is registered leaves a dangling patch: its readers are killed")]
    public void Dangling()
    {
        _kernel.LoadModule(Patches.Sample("a") with { Init = Body.Of(new CallStep("klp_register_patch", 0), new ReturnStep(-22)) });
        Assert.Null(_kernel.Modules.Find("a"));
        Assert.True(_kernel.Files.Find("/sys/kernel/livepatch/a", out _).Succeeded);
        Assert.True(_kernel.ReadFile("/sys/kernel/livepatch/a/enabled").Killed);
        Assert.True(_kernel.LoadModule(TestKernel.Target).Killed);
        Assert.True(_kernel.LoadModule(Patches.Sample("c")).Hung);
    }

    [Fact(DisplayName = "the sample's order is safe: a failed enable unregisters, the module goes, and can be loaded again")]
    public void SampleFails()
    {
        ModuleDefinition bad = Patches.Make("a", true, Patches.Vmlinux(Patches.Func("jiffies")));
        Assert.Equal(new Status(Errno.EINVAL, Refusal.FunctionNotTraceable, "jiffies"), _kernel.LoadModule(bad).Status);
        Assert.Equal(Errno.ENOENT, _kernel.Files.Find("/sys/kernel/livepatch/a", out _).Errno);
        Assert.True(_kernel.LoadModule(Patches.Sample("a")).Succeeded);
    }

    private void Load(string name) =>
        Assert.True(_kernel.LoadModule(Patches.Make(name, true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")))).Succeeded);
}
