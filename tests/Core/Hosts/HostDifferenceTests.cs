using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using KlpShell.Core.Hosts;
using Xunit;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>Each kind of difference is found where it is, and its id has a case here.</summary>
public sealed class HostDifferenceTests
{
    private const string Livepatch = "sys/kernel/livepatch/";

    private static readonly Dictionary<string, Action<HostTexts>> s_cases = new()
    {
        ["PatchWithoutModule"] = files => files.Add("proc/modules", TestHost.Modules.Replace("lp_a", "lp_x", StringComparison.Ordinal)),
        ["PatchModuleNotLive"] = files => files.Add("proc/modules", TestHost.Modules.Replace("1 - Live 0xffffffffc02", "1 - Unloading 0xffffffffc02", StringComparison.Ordinal)),
        ["PatchModuleNotMarked"] = files => files.Add("proc/modules", TestHost.Modules.Replace("OEK", "OE", StringComparison.Ordinal)),
        ["PatchModuleNotHeld"] = files => files.Add("proc/modules", TestHost.Modules.Replace("lp_a 16384 1", "lp_a 16384 0", StringComparison.Ordinal)),
        ["ModuleWithoutPatch"] = files => files.Add("proc/modules", TestHost.Modules + "lp_old 16384 0 - Live 0xffffffffc0500000 (OEK)\n"),
        ["ModuleHeldWithoutPatch"] = files => files.Add("proc/modules", TestHost.Modules + "lp_old 16384 1 - Live 0xffffffffc0500000 (OEK)\n"),
        ["TaintMissing"] = files => files.Add("proc/sys/kernel/tainted", "12288\n"),
        ["DisabledPatchPresent"] = files => files.Add(Livepatch + "lp_a/enabled", "0\n"),
        ["ReplacedPatchPresent"] = files =>
        {
            TestHost.Patch(files, "lp_b", "1", "0");
            files.Add(Livepatch + "lp_b/replace", "1\n");
        },
        ["SeveralTransitions"] = files => files.Add(Livepatch + "lp_a/transition", "1\n"),
        ["TransitionWithoutTasks"] = files => files.Add("proc/204/task/204/patch_state", "1\n"),
        ["TaskWithoutTransition"] = files => files.Add(Livepatch + "lp_b/transition", "0\n"),
        ["TaskOnNoSide"] = files => files.Add("proc/1/task/1/patch_state", "-1\n"),
        ["TaskNotBlocked"] = files => files.Add("proc/204/task/204/stack", "[<0>] msleep+0x20/0x100\n"),
        ["FunctionNotHooked"] = files => files.Add("sys/kernel/tracing/enabled_functions", ""),
        ["HookWithoutPatch"] = files => files.Add("sys/kernel/tracing/enabled_functions", "version_proc_show (1)   I     M \ttramp: 0xffffffffc0400000 (klp_ftrace_handler+0x0/0x100) ->klp_ftrace_handler+0x0/0x100\n"),
        ["FtraceOff"] = files => files.Add("proc/sys/kernel/ftrace_enabled", "0\n"),
        ["FunctionMissing"] = files => files.AddFolder(Livepatch + "lp_a/vmlinux/no_such,1"),
        ["PositionMissing"] = files => files.AddFolder(Livepatch + "lp_a/vmlinux/twin,3"),
        ["FunctionAmbiguous"] = files => files.AddFolder(Livepatch + "lp_a/vmlinux/twin"),
        ["FunctionNotTraceable"] = files => files.AddFolder(Livepatch + "lp_a/vmlinux/do_syscall_64,1"),
        ["NewFunctionUnknown"] = files => files.AddFolder(Livepatch + "lp_a/vmlinux/version_proc_show,1"),
        ["ObjectPatchedUnloaded"] = files => files.AddFolder(Livepatch + "lp_a/other_mod/function,1"),
        ["ObjectNotPatched"] = files => files.Add(Livepatch + "lp_a/tgt_mod/patched", "0\n"),
        ["AttributeUnexpected"] = files => files.Add(Livepatch + "lp_a/stack_order", "1\n"),
        ["OrderContradicts"] = files => files.Add("dmesg", "[    9.000000] livepatch: enabling patch 'lp_b'\n[   10.000000] livepatch: enabling patch 'lp_a'\n"),
        ["WinnerUnknown"] = files =>
        {
            files.Remove("dmesg");
            files.Remove("proc/modules");
        },
        ["RehearsalRefused"] = files => files.AddFolder(Livepatch + "lp_a/vmlinux/no_such,1"),
        ["SysfsDiffers"] = files => files.Add(Livepatch + "lp_a/tgt_mod/patched", "0\n"),
    };

    public static IEnumerable<object[]> All => HostRules.All.Select(rule => new object[] { rule.Id });

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_found(string id)
    {
        HostTexts files = TestHost.Make();
        if (id == "ObjectPatchedUnloaded") files.Add(Livepatch + "lp_a/other_mod/patched", "1\n");
        s_cases[id](files);
        HostDifference found = HostKernelBuilder.Build(TestHost.Judge(files), "host").Report.Differences.First(difference => difference.Rule.Id == id);
        Assert.EndsWith(".", found.Message);
        Assert.NotEqual(found.Expected, found.Found);
        Assert.NotEmpty(found.Subject);
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own_and_a_sentence()
    {
        Assert.Equal(HostRules.All.Length, HostRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(HostRules.All, rule => Assert.EndsWith(".", rule.Meaning));
        Assert.Equal(s_cases.Keys.Order(StringComparer.Ordinal), HostRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_documents_have_a_line_for_each()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KlpShell.sln"))) folder = Path.GetDirectoryName(folder);
        string page = File.ReadAllText(Path.Combine(folder!, "docs", "host-capture.md"));
        Assert.All(HostRules.All, rule => Assert.Contains($"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Meaning} |", page));
    }
}
