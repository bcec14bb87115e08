using System;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>Modules that come and go under patches (facts B.5; surprises 19 to 21).</summary>
public sealed class ModuleEventTests
{
    private readonly Kernel _kernel = Later.Boot();

    [Fact(DisplayName = "surprises 20: coming, all in COMING state before the init; going, the exit first, oldest patch first")]
    public void ComingAndGoing()
    {
        foreach (string name in (string[])["a", "b"]) _kernel.LoadModule(Later.Make(name, Later.Calling(Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")))));
        ModuleDefinition target = Later.Target with { Init = Say("init"), Exit = Say("exit") };
        long before = _kernel.Log.NextSequence;
        Assert.True(_kernel.LoadModule(target).Succeeded);
        Assert.Equal("b\n", _kernel.ReadFile("/proc/tgt/value").Output);
        Assert.True(_kernel.UnloadModule("tgt_mod").Succeeded);
        Assert.Equal(
            [
                "applying patch 'a' to loading module 'tgt_mod'", "pre_patch tgt_mod", "post_patch tgt_mod",
                "applying patch 'b' to loading module 'tgt_mod'", "pre_patch tgt_mod", "post_patch tgt_mod",
                "init", "exit",
                "pre_unpatch tgt_mod", "reverting patch 'a' on unloading module 'tgt_mod'", "post_unpatch tgt_mod",
                "pre_unpatch tgt_mod", "reverting patch 'b' on unloading module 'tgt_mod'", "post_unpatch tgt_mod",
            ],
            Later.Lines(_kernel, before));
        Assert.Empty(_kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "surprises 21: a missing symbol turns the module away, and the older patches are undone with their callbacks")]
    public void Refused()
    {
        _kernel.LoadModule(Later.Make("a", Later.Calling(Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")))));
        _kernel.LoadModule(Later.Make("b", Patches.Object("tgt_mod", Patches.Func("no_such", "new_text"))));
        long before = _kernel.Log.NextSequence;
        Assert.Equal(Refusal.SymbolNotFound, _kernel.LoadModule(Later.Target).Status.Refusal);
        Assert.Equal(
            [
                "applying patch 'a' to loading module 'tgt_mod'", "pre_patch tgt_mod", "post_patch tgt_mod",
                "symbol 'no_such' not found in symbol table",
                "failed to initialize patch 'b' for module 'tgt_mod' (-22)",
                "patch 'b' failed for module 'tgt_mod', refusing to load module 'tgt_mod'",
                "pre_unpatch tgt_mod", "reverting patch 'a' on unloading module 'tgt_mod'", "post_unpatch tgt_mod",
            ],
            Later.Lines(_kernel, before));
        Assert.Null(_kernel.Modules.Find("tgt_mod"));
        Assert.Equal("0", Later.Read(_kernel, "a", "tgt_mod/patched"));
        Later.Enabled(_kernel, "b", "0");
        Assert.True(_kernel.LoadModule(Later.Target).Succeeded);
    }

    [Fact(DisplayName = "A symbol that a module only lists is found, and can't be hooked")]
    public void ListedSymbol()
    {
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("wq", "new_text"))));
        long before = _kernel.Log.NextSequence;
        Assert.Equal(Errno.EINVAL, _kernel.LoadModule(Later.Target with { Listed = [new ListedSymbol("wq", 'd'), new ListedSymbol("printk", 'u')] }).Status.Errno);
        Assert.Contains("failed to find location for function 'wq'", Later.Lines(_kernel, before));
        Later.Enabled(_kernel, "a", "0");
        _kernel.LoadModule(Later.Make("b", Patches.Object("tgt_mod", Patches.Func("printk", "new_text"))));
        Assert.Equal(Refusal.SymbolNotFound, _kernel.LoadModule(Later.Target with { Listed = [new ListedSymbol("printk", 'u')] }).Status.Refusal);
    }

    [Theory(DisplayName = "surprises 21: a failed pre_patch, and a function that can't be hooked, turn the module away too")]
    [InlineData("tgt_value", -16, "pre-patch callback failed for object 'tgt_mod'", false)]
    [InlineData("tgt_notrace", 0, "failed to apply patch 'a' to module 'tgt_mod' (-22)", true)]
    public void RefusedLater(string function, long prePatch, string line, bool undone)
    {
        _kernel.LoadModule(Later.Make("a", Later.Calling(Patches.Object("tgt_mod", Patches.Func(function, "new_text")), prePatch)));
        Assert.False(_kernel.LoadModule(Later.Target).Succeeded);
        string[] log = Later.Lines(_kernel);
        Assert.Contains(line, log);
        Assert.Equal(undone, Array.IndexOf(log, "post_unpatch tgt_mod") > 0);
        Assert.Equal("patch 'a' failed for module 'tgt_mod', refusing to load module 'tgt_mod'", log[^1]);
    }

    [Fact(DisplayName = "surprises 19: a module that comes or goes in mid-transition gets pre_patch or post_unpatch alone")]
    public void MidTransition()
    {
        _kernel.LoadModule(Later.Target);
        Later.Start(_kernel, "blockk_show");
        ModuleDefinition other = new("other") { Functions = [new("other_function", Body.Empty)], Signed = true };
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk")), Later.Calling(Patches.Object("other", Patches.Func("other_function")))));
        long before = _kernel.Log.NextSequence;
        _kernel.LoadModule(other);
        _kernel.UnloadModule("other");
        _kernel.LoadModule(other);
        Later.Let(_kernel);
        _kernel.Step(TimeSpan.FromSeconds(1));
        Assert.Equal(
            [
                "applying patch 'a' to loading module 'other'", "pre_patch other",
                "reverting patch 'a' on unloading module 'other'", "post_unpatch other",
                "applying patch 'a' to loading module 'other'", "pre_patch other",
                "'a': completing patching transition", "post_patch other", "'a': patching complete",
            ],
            Later.Lines(_kernel, before));
    }

    [Fact(DisplayName = "surprises 20: a target whose own init fails, or whose parameter is bad, is reverted")]
    public void TargetFails()
    {
        _kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        Assert.Equal(Errno.ENODEV, _kernel.LoadModule(Later.Target with { Init = Body.Returning(-19) }).Status.Errno);
        Assert.Equal(Errno.EINVAL, _kernel.LoadModule(Later.Target, "release=maybe").Status.Errno);
        Assert.Equal(2, Array.FindAll(Later.Lines(_kernel), line => line == "reverting patch 'a' on unloading module 'tgt_mod'").Length);
        Assert.True(_kernel.LoadModule(Later.Target).Succeeded);
    }

    [Fact(DisplayName = "B.5: a module called vmlinux is turned away")]
    public void Vmlinux()
    {
        Assert.Equal((Errno.EINVAL, Refusal.InvalidModuleName), (_kernel.LoadModule(Later.Target with { Name = "vmlinux" }).Status.Errno, _kernel.LoadModule(Later.Target with { Name = "vmlinux" }).Status.Refusal));
        Assert.Contains("<3> livepatch: vmlinux.ko: invalid module name", Patches.Log(_kernel));
    }

    [Fact(DisplayName = "A livepatch may patch the functions of another livepatch's module")]
    public void PatchAPatch()
    {
        _kernel.LoadModule(Later.Sample("a"));
        _kernel.LoadModule(Later.Make("b", Patches.Object("a", Patches.Func("new_show", "new_show"))));
        Assert.Equal("b: patched\n", Patches.Cmdline(_kernel));
        Later.Enabled(_kernel, "a", "0");
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
        Assert.True(_kernel.UnloadModule("a").Succeeded);
        Assert.Contains("reverting patch 'b' on unloading module 'a'", Later.Lines(_kernel));
    }

    [Fact(DisplayName = "B.5: relocations for a module are written when it comes and cleared when it goes")]
    public void Relocations()
    {
        PatchObjectDefinition obj = Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")) with
        {
            Relocations = [new RelocationDefinition(new RelocationPlace(RelocationBase.Symbol, "slot"), 1, "tgt_second")],
        };
        _kernel.LoadModule(Later.Make("a", obj));
        Module patch = _kernel.Modules.Find("a")!;
        ulong slot = patch.Layout.AddressOf("slot");
        _kernel.LoadModule(Later.Target);
        Assert.Equal(_kernel.Modules.Find("tgt_mod")!.Layout.AddressOf("tgt_second"), patch.ReadWord(slot));
        _kernel.UnloadModule("tgt_mod");
        Assert.Equal(0ul, patch.ReadWord(slot));
    }

    [Fact(DisplayName = "surprises 9: the taint lines of the loader, in their order, once per boot")]
    public void TaintLines()
    {
        _kernel.LoadModule(new ModuleDefinition("p") { License = "Proprietary", IsLivepatch = true });
        _kernel.LoadModule(new ModuleDefinition("q") { IsLivepatch = true });
        Assert.Equal(
            [
                "<4> p: loading out-of-tree module taints kernel.",
                "<5> p: tainting kernel with TAINT_LIVEPATCH",
                "<4> p: module license 'Proprietary' taints kernel.",
                "<4> Disabling lock debugging due to kernel taint",
                "<5> p: module verification failed: signature and/or required key missing - tainting kernel",
                "<4> p: module license taints kernel.",
            ],
            Patches.Log(_kernel));
        Assert.Equal(45057, (long)_kernel.Taints);
        Assert.Equal(["POEK", "OEK"], [_kernel.Modules.Find("p")!.Taints.Letters(), _kernel.Modules.Find("q")!.Taints.Letters()]);
    }

    [Fact(DisplayName = "6.1 tells of a licence that taints once, and puts no prefix before lib/kobject.c's errors")]
    public void LinesOf61()
    {
        Kernel kernel = Later.Boot(Core.Release.Linux61);
        kernel.LoadModule(new ModuleDefinition("p") { License = "Proprietary", IsLivepatch = true });
        Assert.DoesNotContain("<4> p: module license taints kernel.", Patches.Log(kernel));
        Assert.Contains("<4> p: module license 'Proprietary' taints kernel.", Patches.Log(kernel));
        ModuleDefinition twice = Later.Make("twice", Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("cmdline_proc_show")));
        Assert.Equal(Errno.EEXIST, kernel.LoadModule(twice).Status.Errno);
        Assert.Equal(Errno.EEXIST, _kernel.LoadModule(twice).Status.Errno);
        const string Text = "kobject_add_internal failed for cmdline_proc_show,1 with -EEXIST, don't try to register things with the same name in the same directory.";
        Assert.Contains("<3> " + Text, Patches.Log(kernel));
        Assert.Contains("<3> kobject: " + Text, Patches.Log(_kernel));
    }

    [Fact(DisplayName = "An array of a module takes so many values and no more; the complaint names the first")]
    public void ArrayParameter()
    {
        ModuleDefinition module = new("m") { Parameters = [new ParameterDefinition("few", ParameterType.IntArray) { MaxCount = 2 }] };
        Assert.Equal(Errno.EINVAL, _kernel.LoadModule(module, "few=1,2,3").Status.Errno);
        Assert.Contains("<3> few: can only take 2 arguments", Patches.Log(_kernel));
        Assert.Contains("<3> m: `1' invalid for parameter `few'", Patches.Log(_kernel));
        Assert.True(_kernel.LoadModule(module, "few=1,2").Succeeded);
    }

    [Fact(DisplayName = "A directory with many files keeps the first ones")]
    public void ManyFiles()
    {
        ModuleDefinition module = new("m") { Parameters = [.. Enumerable.Range(0, 20).Select(static n => new ParameterDefinition($"p{n}", ParameterType.Int))] };
        Assert.True(_kernel.LoadModule(module, "p0=5").Succeeded);
        for (int n = 0; n < 20; n++) Assert.Equal(n == 0 ? "5\n" : "0\n", _kernel.ReadFile($"/sys/module/m/parameters/p{n}").Output);
    }

    [Fact(DisplayName = "Root opens a file of /proc whatever its mode; what it has no function for is EIO")]
    public void ProcFileWithoutFunction()
    {
        Assert.Equal(Errno.EIO, _kernel.WriteFile("/proc/modules", "x").Status.Errno);
        Assert.Equal(Errno.EACCES, _kernel.WriteFile("/proc/modules", "x", userId: 1000).Status.Errno);
        Assert.True(_kernel.WriteFile("/proc/sys/kernel/tainted", "512\n").Succeeded);
        Assert.Equal(TaintFlags.Warn, _kernel.Taints & TaintFlags.Warn);
    }

    private static Body Say(string text) => Body.Of(new PrintkStep(LogLevel.Information, text));
}
