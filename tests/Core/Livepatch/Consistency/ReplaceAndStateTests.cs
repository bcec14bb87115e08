using System;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>Atomic replace, and system states (facts B.3, B.7; surprises 22).</summary>
public sealed class ReplaceAndStateTests
{
    private readonly Kernel _kernel = Later.Boot();

    [Fact(DisplayName = "B.3: older patches go without a word and without their callbacks; what only they replaced runs the original again")]
    public void Replaces()
    {
        _kernel.LoadModule(Later.Make("a", Later.Calling(Patches.Vmlinux(Patches.Func("cmdline_proc_show")))));
        _kernel.LoadModule(Later.Make("b", Patches.Vmlinux(Patches.Func("version_proc_show")), Patches.Object("tgt_mod", Patches.Func("tgt_value"))));
        long before = _kernel.Log.NextSequence;
        _kernel.LoadModule(Later.Replacing(Later.Make("c", Later.Calling(Patches.Vmlinux(Patches.Func("cmdline_proc_show"))))));
        Assert.Equal(
            [
                "enabling patch 'c'",
                "'c': initializing patching transition",
                "pre_patch vmlinux",
                "'c': starting patching transition",
                "'c': completing patching transition",
                "post_patch vmlinux",
                "'c': patching complete",
            ],
            Later.Lines(_kernel, before));
        Assert.Equal(["c"], _kernel.Livepatch.Patches.Select(patch => patch.Name));
        Assert.Equal([false, false, true], [Later.Exists(_kernel, "a"), Later.Exists(_kernel, "b"), Later.Exists(_kernel, "c")]);
        Assert.Equal([0, 0, 1], [_kernel.Modules.Find("a")!.RefCount, _kernel.Modules.Find("b")!.RefCount, _kernel.Modules.Find("c")!.RefCount]);
        Assert.Equal("Linux version 3.19.8\n", _kernel.ReadFile("/proc/version").Output);
        Assert.Equal("c: patched\n", Patches.Cmdline(_kernel));
        Assert.False(Later.Exists(_kernel, "c/vmlinux/version_proc_show,1"));
        Assert.False(Later.Exists(_kernel, "c/tgt_mod"));
        Assert.Single(_kernel.Ftrace.Ops);
        Assert.Equal("1", Later.Read(_kernel, "c", "replace"));
        Assert.True(_kernel.UnloadModule("a").Succeeded);
    }

    [Fact(DisplayName = "surprises 22: in mid-transition nops and whole nop objects are there; reversing brings the old patches back")]
    public void Nops()
    {
        _kernel.LoadModule(Later.Target);
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_block"), Patches.Func("tgt_value", "new_text")), Patches.Object("absent", Patches.Func("x"))));
        KernelTask reader = Later.Start(_kernel, "blockk_show");
        _kernel.LoadModule(Later.Replacing(Later.Sample("b")));
        Assert.Equal("1", Later.Read(_kernel, "b", "transition"));
        Assert.True(Later.Exists(_kernel, "b/tgt_mod/tgt_value,1"));
        Assert.Equal(["1", "0"], [Later.Read(_kernel, "b", "tgt_mod/patched"), Later.Read(_kernel, "b", "absent/patched")]);
        Assert.Equal("original value\n", _kernel.ReadFile("/proc/tgt/value").Output);
        Later.Enabled(_kernel, "b", "0");
        _kernel.Step(TimeSpan.FromSeconds(1));
        Assert.Equal("a\n", _kernel.ReadFile("/proc/tgt/value").Output);
        Assert.Equal("vmlinux", Assert.Single(_kernel.Modules.Find("b")!.Patches[0].Objects).DisplayName());
        Assert.Equal(["a"], _kernel.Livepatch.Patches.Select(patch => patch.Name));
        Assert.True(reader.Depth > 0);
        _kernel.UnloadModule("b");
        _kernel.LoadModule(Later.Replacing(Later.Sample("b")));
        Later.Let(_kernel, "a");
        _kernel.Step(TimeSpan.FromSeconds(1));
        Assert.Equal(["b"], _kernel.Livepatch.Patches.Select(patch => patch.Name));
        Assert.False(Later.Exists(_kernel, "b/tgt_mod"));
    }

    [Fact(DisplayName = "surprises 18: a forced replace pins the replaced modules for ever")]
    public void Forced()
    {
        _kernel.LoadModule(Later.Target);
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_block"))));
        Later.Start(_kernel, "blockk_show");
        _kernel.LoadModule(Later.Replacing(Later.Sample("b")));
        _kernel.WriteFile("/sys/kernel/livepatch/b/force", "1");
        _kernel.Step(TimeSpan.FromSeconds(1));
        Assert.False(Later.Exists(_kernel, "a"));
        Assert.Equal([1, 1], [_kernel.Modules.Find("a")!.RefCount, _kernel.Modules.Find("b")!.RefCount]);
    }

    [Theory(DisplayName = "B.7: a patch must carry each state of the older ones with a version that isn't lower, or not replace")]
    [InlineData(1, 2, false, true)]
    [InlineData(2, 1, false, false)]
    [InlineData(2, 2, true, true)]
    [InlineData(2, 0, false, true)]
    [InlineData(2, 0, true, false)]
    public void States(uint old, uint mine, bool replace, bool compatible)
    {
        _kernel.LoadModule(Later.WithStates(Later.Sample("a"), new StateDefinition(1, old)));
        Core.Modules.ModuleDefinition next = Later.WithStates(Later.Sample("b"), mine == 0 ? [] : [new StateDefinition(1, mine)]);
        EntranceResult result = _kernel.LoadModule(replace ? Later.Replacing(next) : next);
        Assert.Equal(compatible, result.Succeeded);
        if (!compatible) Assert.Contains("<3> livepatch: Livepatch patch (b) is not compatible with the already installed livepatches.", Patches.Log(_kernel));
    }

    [Fact(DisplayName = "B.7: the previous state is that of the newest older patch, and there is none outside a transition")]
    public void PreviousState()
    {
        _kernel.LoadModule(Later.Target);
        _kernel.LoadModule(Later.WithStates(Later.Sample("a"), new StateDefinition(1, 1)));
        _kernel.LoadModule(Later.WithStates(Later.Sample("b"), new StateDefinition(1, 2)));
        Later.Start(_kernel, "blockk_show");
        _kernel.LoadModule(Later.WithStates(Later.Make("c", Patches.Object("tgt_mod", Patches.Func("tgt_blockk"))), new StateDefinition(1, 3)));
        Assert.Equal(2u, _kernel.Livepatch.GetPreviousState(1, _kernel.Shell)!.Version);
        Assert.Null(_kernel.Livepatch.GetPreviousState(7, _kernel.Shell));
        Later.Let(_kernel);
        _kernel.Step(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 2; i++) Assert.Null(_kernel.Livepatch.GetPreviousState(1, _kernel.Shell));
        Assert.Single(Patches.Log(_kernel), line => line.Contains("klp_get_prev_state", StringComparison.Ordinal));
    }

    [Fact(DisplayName = "B.7: shadow variables by object and id, with the WARN for a duplicate")]
    public void Shadow()
    {
        ShadowVariables shadow = _kernel.Livepatch.Shadow!;
        Assert.Null(shadow.Get(1, 7));
        Assert.Equal(5, shadow.Alloc(_kernel, _kernel.Shell, 1, 7, () => (0, 5))!.Value.Number);
        Assert.Null(shadow.Alloc(_kernel, _kernel.Shell, 1, 7));
        Assert.Contains(Patches.Log(_kernel), line => line.Contains("Duplicate shadow variable <", StringComparison.Ordinal));
        Assert.Equal(5, shadow.GetOrAlloc(_kernel, 1, 7, () => (0, 6))!.Value.Number);
        Assert.Null(shadow.GetOrAlloc(_kernel, 2, 7, () => (-12, default)));
        Assert.Contains("<3> livepatch: Failed to construct shadow variable <0000000000000002, 7> (-12)", Patches.Log(_kernel));
        Kernel copy = _kernel.Clone();
        shadow.FreeAll(7);
        Assert.Null(shadow.Get(1, 7));
        Assert.NotNull(copy.Livepatch.Shadow!.Get(1, 7));
    }

    [Fact(DisplayName = "what a nop gives back is the new code of its patch: a task that runs it beside that patch's own functions mixes nothing")]
    public void NopIsNew()
    {
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with
        {
            Release = Core.Release.Linux612,
            Functions = [new("outer", Body.Of(new CallStep("cmdline_proc_show"), new CallStep("version_proc_show")))],
        });
        kernel.LoadModule(Later.Target);
        kernel.LoadModule(Later.Make("old", Patches.Vmlinux(Patches.Func("version_proc_show")), Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_block"))));
        KernelTask reader = Later.Start(kernel, "tgt_blockk");
        kernel.LoadModule(Later.Replacing(Later.Sample("new")));
        Assert.NotNull(kernel.Livepatch.CurrentTransition);
        kernel.Call(kernel.Symbols.AddressOf("outer"));
        Assert.True(reader.Depth > 0);
        Assert.Empty(kernel.MixedExecutions);
    }
}
