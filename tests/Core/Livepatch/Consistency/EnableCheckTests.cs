using System;
using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>klp_enable_patch: its checks in their order, and what each says and leaves behind (facts B.1; surprises 1 to 8).</summary>
public sealed class EnableCheckTests
{
    private readonly Kernel _kernel = Later.Boot();

    [Fact(DisplayName = "B.1: no object array, and a named object without functions, are silent -EINVAL")]
    public void Incomplete()
    {
        Refused(Later.Sample("a") with { Patches = [new PatchDefinition { WithoutObjects = true }] }, Errno.EINVAL, Refusal.PatchWithoutObjects);
        Refused(Later.Make("a", new PatchObjectDefinition("tgt_mod", default)), Errno.EINVAL, Refusal.ObjectWithoutFunctions);
        Assert.Empty(Later.Lines(_kernel));
        Assert.True(_kernel.LoadModule(Later.Make("a", new PatchObjectDefinition(null, default), Patches.Object("never"))).Succeeded);
        Assert.False(Later.Exists(_kernel, "a/never"));
    }

    [Theory(DisplayName = "surprises 2, 3: symbols by position, and the three messages, for vmlinux")]
    [InlineData("no_such", 0, "symbol 'no_such' not found in symbol table")]
    [InlineData("base_probe", 0, "unresolvable ambiguity for symbol 'base_probe' in object '(null)'")]
    [InlineData("base_probe", 3, "symbol position 3 for symbol 'base_probe' in object 'vmlinux' not found")]
    [InlineData("cmdline_proc_show", 2, "symbol position 2 for symbol 'cmdline_proc_show' in object 'vmlinux' not found")]
    public void Symbols(string name, int position, string line)
    {
        Assert.Equal(Errno.EINVAL, _kernel.LoadModule(Later.Make("a", Patches.Vmlinux(Patches.Func(name) with { SymbolPosition = (ulong)position }))).Status.Errno);
        Assert.Equal([line], Later.Lines(_kernel));
        Assert.False(Later.Exists(_kernel, "a"));
    }

    [Theory(DisplayName = "surprises 3: positions count in ascending address")]
    [InlineData(1, TestKernel.FirstProbe)]
    [InlineData(2, TestKernel.SecondProbe)]
    public void Positions(int position, ulong address)
    {
        _kernel.LoadModule(Later.Make("a", Patches.Vmlinux(Patches.Func("base_probe") with { SymbolPosition = (ulong)position })));
        Assert.Equal(address, _kernel.Livepatch.Patches[0].Objects[0].Functions[0].OldAddress);
        Assert.True(Later.Exists(_kernel, $"a/vmlinux/base_probe,{position}"));
    }

    [Fact(DisplayName = "surprises 4: a function that can't be hooked fails late, with full transition lines")]
    public void NotTraceable()
    {
        Assert.Equal(Errno.EINVAL, _kernel.LoadModule(Later.Make("a", Later.Calling(Patches.Vmlinux(Patches.Func("notrace_function"))))).Status.Errno);
        Assert.Equal(
            [
                "enabling patch 'a'",
                "'a': initializing patching transition",
                "pre_patch vmlinux",
                "failed to find location for function 'notrace_function'",
                "failed to patch object 'vmlinux'",
                "failed to enable patch 'a'",
                "'a': canceling patching transition, going to unpatch",
                "'a': completing unpatching transition",
                "post_unpatch vmlinux",
                "'a': unpatching complete",
            ],
            Later.Lines(_kernel));
        Assert.Null(_kernel.Modules.Find("a"));
    }

    [Theory(DisplayName = "surprises 5: duplicates are -EEXIST with sysfs's lines, no WARN and none of livepatch's")]
    [InlineData(true)]
    [InlineData(false)]
    public void Duplicates(bool objects)
    {
        PatchObjectDefinition one = Patches.Vmlinux(Patches.Func("cmdline_proc_show"));
        ModuleDefinition module = objects
            ? Later.Make("a", one, Patches.Object("vmlinux", Patches.Func("version_proc_show")))
            : Later.Make("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("cmdline_proc_show") with { SymbolPosition = 1 }));
        Refused(module, Errno.EEXIST, Refusal.DuplicateSysfsName);
        string name = objects ? "vmlinux" : "cmdline_proc_show,1";
        string[] log = [.. Patches.Log(_kernel).Skip(2)];
        Assert.Equal($"<4> sysfs: cannot create duplicate filename '/kernel/livepatch/a/{(objects ? name : "vmlinux/" + name)}'", log[0]);
        Assert.Equal($"<3> kobject: kobject_add_internal failed for {name} with -EEXIST, don't try to register things with the same name in the same directory.", log[1]);
        Assert.False(_kernel.Taints.HasFlag(TaintFlags.Warn));
        Assert.False(Later.Exists(_kernel, "a"));
    }

    [Fact(DisplayName = "surprises 5: an empty object name is a WARN and -EINVAL; missing halves and long names are silent -EINVAL")]
    public void Names()
    {
        Refused(Later.Make("a", Patches.Vmlinux(Patches.Func("x") with { WithoutOldName = true })), Errno.EINVAL, Refusal.FunctionIncomplete);
        Refused(Later.Make("a", Patches.Vmlinux(Patches.Func("x", null))), Errno.EINVAL, Refusal.FunctionIncomplete);
        Refused(Later.Make("a", Patches.Vmlinux(Patches.Func(new string('x', 512)))), Errno.EINVAL, Refusal.FunctionIncomplete);
        Refused(Later.Make("a", Patches.Object(new string('x', 56), Patches.Func("x"))), Errno.EINVAL, Refusal.FunctionIncomplete);
        Assert.Empty(Later.Lines(_kernel));
        Refused(Later.Make("a", Patches.Object("", Patches.Func("x"))), Errno.EINVAL, Refusal.EmptySysfsName);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Warn));
        Assert.True(_kernel.LoadModule(Later.Make("a", Patches.Object(new string('x', 55), Patches.Func("a/b")))).Succeeded);
        Assert.True(Later.Exists(_kernel, $"a/{new string('x', 55)}/a!b,1"));
    }

    [Theory(DisplayName = "surprises 7, 8: a pre_patch that fails: its value is insmod's; a positive one leaves the module without a patch")]
    [InlineData(-19, false)]
    [InlineData(5, true)]
    public void PrePatch(long value, bool stays)
    {
        _kernel.LoadModule(Later.Target);
        EntranceResult result = _kernel.LoadModule(Later.Make(
            "a",
            Later.Calling(Patches.Vmlinux(Patches.Func("cmdline_proc_show"))),
            Later.Calling(Patches.Object("tgt_mod", Patches.Func("tgt_value")), value),
            Later.Calling(Patches.Object("other", Patches.Func("x")))));
        Assert.Equal(stays ? Errno.None : (Errno)(-value), result.Status.Errno);
        Assert.Equal(stays, _kernel.Modules.Find("a") is { RefCount: 0 });
        Assert.False(Later.Exists(_kernel, "a"));
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
        Assert.Equal(
            [
                "enabling patch 'a'",
                "'a': initializing patching transition",
                "pre_patch vmlinux",
                "pre_patch tgt_mod",
                "pre-patch callback failed for object 'tgt_mod'",
                "failed to enable patch 'a'",
                "'a': canceling patching transition, going to unpatch",
                "'a': completing unpatching transition",
                "post_unpatch vmlinux",
                "'a': unpatching complete",
            ],
            Later.Lines(_kernel).Take(10));
    }

    [Fact(DisplayName = "surprises 23: kernel.ftrace_enabled=0 refuses patches of what is there, and can't be set under one")]
    public void FtraceEnabled()
    {
        _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n");
        Refused(Later.Sample("a"), Errno.EBUSY, Refusal.FtraceBusy);
        Assert.True(_kernel.LoadModule(Later.Make("b", Patches.Object("tgt_mod", Patches.Func("tgt_value")))).Succeeded);
        Assert.Equal(Errno.EBUSY, _kernel.LoadModule(Later.Target).Status.Errno);
        _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "1\n");
        Assert.True(_kernel.LoadModule(Later.Sample("a")).Succeeded);
        Assert.Equal(Errno.EBUSY, _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n").Status.Errno);
        Assert.True(_kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "2\n").Succeeded);
        Assert.Equal("2\n", _kernel.ReadFile("/proc/sys/kernel/ftrace_enabled").Output);
    }

    [Fact(DisplayName = "surprises 24: only a kprobe with a post_handler is in the way, whoever comes first")]
    public void Kprobes()
    {
        Kprobe post = new("cmdline_proc_show", KprobeKind.Post);
        Assert.True(_kernel.Kprobes.Register(post).Succeeded);
        Refused(Later.Sample("a"), Errno.EBUSY, Refusal.IpModifyConflict);
        _kernel.Kprobes.Unregister(post);
        Assert.True(_kernel.LoadModule(Later.Sample("a")).Succeeded);
        Assert.Equal(Errno.EBUSY, _kernel.Kprobes.Register(post).Errno);
        Kprobe pre = new("cmdline_proc_show", KprobeKind.Pre);
        Assert.True(_kernel.Kprobes.Register(pre).Succeeded);
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
        Assert.Equal(1, pre.Hits);
        Assert.Equal("cmdline_proc_show (2) R I     M  ->arch_ftrace_ops_list_func+0x0/0x0\n", _kernel.ReadFile("/sys/kernel/tracing/enabled_functions").Output);
        _kernel.Kprobes.Unregister(pre);
        Assert.StartsWith("cmdline_proc_show (1)   I     M \ttramp: 0x", _kernel.ReadFile("/sys/kernel/tracing/enabled_functions").Output, StringComparison.Ordinal);
    }

    private void Refused(ModuleDefinition module, Errno errno, Refusal refusal)
    {
        Status status = _kernel.LoadModule(module).Status;
        Assert.Equal(errno, status.Errno);
        Assert.Equal(refusal, status.Refusal);
        Assert.Null(_kernel.Modules.Find(module.Name));
    }
}
