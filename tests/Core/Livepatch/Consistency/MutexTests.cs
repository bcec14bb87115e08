using System;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>A callback may sleep, with klp_mutex in hand: what comes due meanwhile waits, and isn't lost.</summary>
public sealed class MutexTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Kernel _kernel = Later.Boot();

    [Fact(DisplayName = "a retry that comes due while a callback sleeps is made when the callback is through, and the transition goes on")]
    public void Retry()
    {
        SleepingCallback();
        Later.Let(_kernel);
        _kernel.Step(s_second);
        Assert.Null(_kernel.Livepatch.CurrentTransition);
        Assert.Single(Later.Lines(_kernel), line => line == "'a': patching complete");
    }

    [Fact(DisplayName = "there is one retry each second afterwards, not two")]
    public void Once()
    {
        SleepingCallback();
        int before = _kernel.Livepatch.CurrentTransition!.Tries;
        _kernel.Step(3 * s_second);
        Assert.Equal(before + 3, _kernel.Livepatch.CurrentTransition!.Tries);
    }

    [Fact(DisplayName = "a clone goes on in the same way")]
    public void Clones()
    {
        SleepingCallback();
        Kernel clone = _kernel.Clone();
        Later.Let(clone);
        clone.Step(s_second);
        Assert.Null(clone.Livepatch.CurrentTransition);
        Assert.NotNull(_kernel.Livepatch.CurrentTransition);
    }

    // A reader holds the transition of a up; another module comes, for which a's callback sleeps for longer than a retry takes.
    private void SleepingCallback()
    {
        PatchCallbacks sleeping = new() { PrePatch = Body.Of(new SleepStep(1.5 * s_second), new ReturnStep(0)) };
        _kernel.LoadModule(Later.Target);
        Later.Start(_kernel, "blockk_show");
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_int")), Patches.Object("other_mod", Patches.Func("other", "new_int")) with { Callbacks = sleeping }));
        TimeSpan before = _kernel.Clock.Now;
        Assert.True(_kernel.LoadModule(new ModuleDefinition("other_mod") { Functions = [new("other", Body.Returning(1))] }).Succeeded);
        Assert.Equal(1.5 * s_second, _kernel.Clock.Now - before);
        Assert.Equal("a", _kernel.Livepatch.CurrentTransition?.Patch.Name);
        Assert.Null(_kernel.Livepatch.MutexOwner);
    }
}
