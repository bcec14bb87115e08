using System;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>
/// What a failed operation may leave behind, and nothing else: the whole state afterwards, but for the log, is held against a
/// clone from before. The table in docs/left-behind.md has a row for each.
/// </summary>
public sealed class LeftBehindTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact(DisplayName = "a register that fails on a symbol: the addresses found so far")]
    public void RegisterSymbol()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("no_such"))));
        Leaves(
            () => Patches.Register(_kernel, "a"),
            "-func a/vmlinux/cmdline_proc_show Disabled 0",
            "+func a/vmlinux/cmdline_proc_show Disabled ffffffff81001000");
    }

    [Fact(DisplayName = "a register that fails on a relocation: what was written before it")]
    public void RegisterRelocation()
    {
        RelocationDefinition good = new(new RelocationPlace(RelocationBase.Symbol, "slot"), 1, "version_proc_show") { Value = TestKernel.VersionShow };
        PatchObjectDefinition obj = Patches.Vmlinux(Patches.Func("cmdline_proc_show")) with { Relocations = [good, good with { Type = 4 }] };
        _kernel.LoadModule(Patches.Idle("a", obj));
        string[] difference = Difference(() => Patches.Register(_kernel, "a"));
        Assert.Equal(2, difference.Length);
        Assert.All(difference, line => Assert.StartsWith("module a Live 0 ", line[1..], StringComparison.Ordinal));
    }

    [Fact(DisplayName = "a register that fails on a wrong hint: nothing")]
    public void RegisterHint()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show") with { OldAddress = 0x1234 })));
        Leaves(() => Patches.Register(_kernel, "a"));
    }

    [Fact(DisplayName = "a register that fails on a name that is taken: taint W")]
    public void RegisterTwice()
    {
        _kernel.LoadModule(Patches.Sample("a", enable: false));
        Leaves(() => Patches.Register(_kernel, "a"), "-taint 4096", "+taint 4608");
    }

    [Fact(DisplayName = "a register of an enabled patch: taint W, and a patch that reads 0 while its code runs")]
    public void RegisterEnabled()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        Leaves(
            () => Patches.Register(_kernel, "a"),
            "-taint 36864",
            "-patch a Enabled",
            "-file /sys/kernel/livepatch/a/enabled 644 1",
            "+taint 37376",
            "+patch a Disabled",
            "+file /sys/kernel/livepatch/a/enabled 644 0");
    }

    [Fact(DisplayName = "an enable that fails in the middle: taint K, once")]
    public void EnableMiddle()
    {
        _kernel.LoadModule(Patches.Make("a", false, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("jiffies"))));
        Leaves(() => Patches.Enable(_kernel, "a"), "-taint 4096", "+taint 36864");
        Leaves(() => Patches.Enable(_kernel, "a"));
    }

    [Fact(DisplayName = "an enable of an enabled patch by call: taint W; by sysfs: nothing")]
    public void EnableTwice()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        Leaves(() => _kernel.WriteFile("/sys/kernel/livepatch/a/enabled", "1").Status);
        Leaves(() => Patches.Enable(_kernel, "a"), "-taint 36864", "+taint 37376");
    }

    [Fact(DisplayName = "calls in the wrong state: nothing")]
    public void WrongState()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        Leaves(() => Patches.Enable(_kernel, "a"));
        Leaves(() => Patches.Disable(_kernel, "a"));
        Leaves(() => Patches.Unregister(_kernel, "a"));
        Leaves(() => _kernel.Livepatch.Register(null, _kernel.Shell));
        Patches.Register(_kernel, "a");
        Leaves(() => Patches.Disable(_kernel, "a"));
        Leaves(() => _kernel.WriteFile("/sys/kernel/livepatch/a/enabled", "2").Status);
        Patches.Enable(_kernel, "a");
        Leaves(() => Patches.Unregister(_kernel, "a"));
        Leaves(() => _kernel.UnloadModule("a").Status);
        Leaves(() => _kernel.LoadModule(Patches.Sample("a")).Status);
        Leaves(() => _kernel.UnloadModule("b").Status);
    }

    [Fact(DisplayName = "a disable that stops half way: the functions before it are unhooked, everything else stays enabled")]
    public void DisableHalfWay()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("version_proc_show"))));
        _kernel.Ftrace.Unregister(((KlpShell.Core.Livepatch.Original.OriginalFunc)Patches.Of(_kernel, "a").Objects[0].Functions[1]).Ops!);
        string[] difference = Difference(() => Patches.Disable(_kernel, "a"));
        Assert.Contains("+func a/vmlinux/cmdline_proc_show Disabled ffffffff81001000", difference);
        Assert.DoesNotContain(difference, line => line.Contains("version_proc_show", StringComparison.Ordinal) || line.Contains("patch a", StringComparison.Ordinal));
    }

    [Fact(DisplayName = "a late apply that fails on a symbol: the object keeps its module and the addresses found so far")]
    public void LateApply()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"), Patches.Func("no_such", "new_text"))));
        Kernel without = TestKernel.Boot();
        without.LoadModule(Patches.Make("a", false, Patches.Object("other", Patches.Func("tgt_value", "new_text"))));
        without.LoadModule(TestKernel.Target);
        ulong address = without.Symbols.AddressOf("tgt_value");
        string[] difference = Difference(() => _kernel.LoadModule(TestKernel.Target).Status);
        Assert.Contains("+object a/tgt_mod Disabled mod=tgt_mod", difference);
        Assert.Contains($"+func a/tgt_mod/tgt_value Disabled {address:x}", difference);
        Assert.DoesNotContain(difference, line => line.StartsWith("+record", StringComparison.Ordinal) || line.StartsWith("+ops", StringComparison.Ordinal));
    }

    [Fact(DisplayName = "a module refused before its code runs: taint O at most")]
    public void Refused()
    {
        Kernel strict = TestKernel.Boot(TestKernel.Definition with { Vermagic = "3.19.8 SMP" });
        string[] difference = Difference(strict, () => strict.LoadModule(Patches.Sample("a") with { Vermagic = "4.0 SMP" }).Status);
        Assert.Empty(difference);
        Leaves(() => _kernel.LoadModule(TestKernel.Target with { Depends = ["nothing"] }).Status, "-taint 0", "+taint 4096");
    }

    [Fact(DisplayName = "a module whose init fails: taint O, and the addresses it was given are not used again")]
    public void InitFails() =>
        Leaves(() => _kernel.LoadModule(TestKernel.Target with { Init = Body.Returning(-19) }).Status, "-taint 0", "+taint 4096");

    private void Leaves(Func<Status> operation, params string[] expected) => Assert.Equal(expected, Difference(operation));

    private string[] Difference(Func<Status> operation) => Difference(_kernel, operation);

    private static string[] Difference(Kernel kernel, Func<Status> operation)
    {
        Kernel before = kernel.Clone();
        operation();
        return StateText.Difference(StateText.Of(before, log: false), StateText.Of(kernel, log: false));
    }
}
