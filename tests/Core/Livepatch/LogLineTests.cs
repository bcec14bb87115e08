using System;
using System.Collections.Generic;
using KlpShell.Core.Faults;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>The fifteen lines that the first commit's core can log (facts A.6), each with its level, its words, and one way to it.</summary>
public sealed class LogLineTests
{
    private static readonly Dictionary<string, Action<Kernel>> s_ways = new()
    {
        ["<3> livepatch: symbol 'no_such' not found in symbol table"] = kernel => RegisterVmlinux(kernel, "no_such"),
        ["<3> livepatch: unresolvable ambiguity (2 matches) on symbol 'base_probe' in object '(null)'"] = kernel => RegisterVmlinux(kernel, "base_probe"),
        ["<3> livepatch: symbol 'outer' not found at specified address 0x0000000000001234, kernel mismatch?"] = kernel =>
            Register(kernel, Patches.Vmlinux(Patches.Func("outer") with { OldAddress = 0x1234 })),
        ["<3> livepatch: relocation failed for symbol 'version_proc_show' at 0xffffffff81001100 (-22)"] = kernel =>
            Register(kernel, Patches.Vmlinux(Patches.Func("cmdline_proc_show")) with
            {
                Relocations = [new RelocationDefinition(new RelocationPlace(RelocationBase.ModuleEnd), 1, "version_proc_show") { Value = TestKernel.VersionShow }],
            }),
        ["<3> livepatch: failed to set ftrace filter for function 'jiffies' (-22)"] = kernel => kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("jiffies")))),
        ["<3> livepatch: failed to register ftrace handler for function 'outer' (-12)"] = kernel =>
        {
            Fail(kernel, FaultPoint.FtraceRegister);
            kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("outer"))));
        },
        ["<3> livepatch: failed to unregister ftrace handler for function 'cmdline_proc_show' (-12)"] = kernel => DisableWith(kernel, FaultPoint.FtraceUnregister),
        ["<4> livepatch: failed to apply patch 'a' to module 'tgt_mod' (-22)"] = kernel =>
        {
            kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("no_such"))));
            kernel.LoadModule(TestKernel.Target);
        },
        ["<4> livepatch: function unregister succeeded but failed to clear the filter"] = kernel => DisableWith(kernel, FaultPoint.FtraceUnfilter),
        ["<4> livepatch: failed to revert patch 'a' on module 'tgt_mod' (-12)"] = kernel =>
        {
            Late(kernel);
            Fail(kernel, FaultPoint.FtraceUnregister);
            kernel.UnloadModule("tgt_mod");
        },
        ["<5> livepatch: tainting kernel with TAINT_LIVEPATCH"] = kernel => kernel.LoadModule(Patches.Sample("a")),
        ["<5> livepatch: enabling patch 'a'"] = kernel => kernel.LoadModule(Patches.Sample("a")),
        ["<5> livepatch: disabling patch 'a'"] = kernel =>
        {
            kernel.LoadModule(Patches.Sample("a"));
            kernel.WriteFile("/sys/kernel/livepatch/a/enabled", "0");
        },
        ["<5> livepatch: applying patch 'a' to loading module 'tgt_mod'"] = Late,
        ["<5> livepatch: reverting patch 'a' on unloading module 'tgt_mod'"] = kernel =>
        {
            Late(kernel);
            kernel.UnloadModule("tgt_mod");
        },
    };

    public static TheoryData<string> Lines => [.. s_ways.Keys];

    [Theory(DisplayName = "A.6: the lines of the first core, with their levels")]
    [MemberData(nameof(Lines))]
    public void Logged(string line)
    {
        Kernel kernel = TestKernel.Boot();
        s_ways[line](kernel);
        Assert.Single(Patches.Log(kernel), line);
    }

    [Fact(DisplayName = "A.6: there are fifteen of them")]
    public void Fifteen() => Assert.Equal(15, s_ways.Count);

    private static void RegisterVmlinux(Kernel kernel, string function) => Register(kernel, Patches.Vmlinux(Patches.Func(function)));

    private static void Register(Kernel kernel, PatchObjectDefinition obj)
    {
        kernel.LoadModule(Patches.Idle("a", obj));
        Patches.Register(kernel, "a");
    }

    private static void DisableWith(Kernel kernel, FaultPoint point)
    {
        kernel.LoadModule(Patches.Sample("a"));
        Fail(kernel, point);
        Patches.Disable(kernel, "a");
    }

    private static void Late(Kernel kernel)
    {
        kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        kernel.LoadModule(TestKernel.Target);
    }

    private static void Fail(Kernel kernel, FaultPoint point) => kernel.Faults.Add(new Fault(point) { Errno = Errno.ENOMEM });
}
