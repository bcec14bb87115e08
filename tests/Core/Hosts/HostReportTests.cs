using System;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Hosts;
using Xunit;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>What a captured host comes to: the order, the winners, who is stuck.</summary>
public sealed class HostReportTests
{
    private readonly HostTexts _files = TestHost.Make();

    [Fact]
    public void A_sound_host_shows_nothing_odd() => Assert.Empty(TestHost.Ids(_files));

    [Fact]
    public void Who_is_stuck_where_and_since_when()
    {
        HostStuckTask stuck = Assert.Single(TestHost.Judge(_files).Stuck);
        Assert.Equal((204, "cat", "lp_b", 1), (stuck.Task.Id, stuck.Task.Comm, stuck.Patch.Name, stuck.Target));
        Assert.Equal((HostStall.SleepsOnFunction, "tgt_block", "tgt_block+0x8/0x30 [tgt_mod]"), (stuck.Stall, stuck.Function, stuck.Frame!.ToString()));
        Assert.Equal((TimeSpan.FromSeconds(100.25), TimeSpan.FromSeconds(30.25)), (stuck.Since, stuck.Duration));
    }

    [Fact]
    public void A_task_in_a_function_that_an_older_patch_brought_is_in_the_way_of_the_next()
    {
        TestHost.Task(_files, 204, "cat", 0, "[<0>] livepatch_cmdline_proc_show+0x8/0x30 [lp_a]\n");
        Assert.Equal("cmdline_proc_show", Assert.Single(TestHost.Judge(_files).Stuck).Function);

        // The old one's own code is no matter then: nobody runs it.
        TestHost.Task(_files, 204, "cat", 0, "[<0>] cmdline_proc_show+0x8/0x100\n");
        Assert.Equal(HostStall.NotBlocked, Assert.Single(TestHost.Judge(_files).Stuck).Stall);
    }

    [Fact]
    public void On_the_way_back_the_new_code_is_in_the_way()
    {
        TestHost.Patch(_files, "lp_b", "0", "1");
        TestHost.Task(_files, 1, "systemd", 0, "");
        TestHost.Task(_files, 204, "cat", 1, "[<0>] livepatch_tgt_block+0x8/0x30 [lp_b]\n");
        HostReport report = TestHost.Judge(_files);
        HostStuckTask stuck = Assert.Single(report.Stuck);
        Assert.Equal((0, "tgt_block", HostStall.SleepsOnFunction), (stuck.Target, stuck.Function, stuck.Stall));
        HostReplacement show = report.Replacements.Single(replacement => replacement.Function.Name == "cmdline_proc_show");
        Assert.Equal(("lp_a", "lp_b"), (show.Winner!.Name, show.Otherwise!.Name));
        Assert.Empty(TestHost.Ids(_files));
    }

    [Fact]
    public void A_task_that_runs_or_has_no_stack_is_said_to()
    {
        _files.Add("proc/204/task/204/stat", "204 (a) b) R 1 1 1 0 -1 4194304 0 0\n");
        _files.Add("proc/204/task/204/stack", "");
        Assert.Equal(HostStall.Runs, Assert.Single(TestHost.Judge(_files).Stuck).Stall);
        _files.Add("proc/204/task/204/stat", "204 (cat) S 1 1 1 0 -1 4194304 0 0\n");
        _files.Remove("proc/204/task/204/stack");
        Assert.Equal(HostStall.Unknown, Assert.Single(TestHost.Judge(_files).Stuck).Stall);
    }

    [Fact]
    public void The_winner_and_whom_the_others_run()
    {
        ImmutableArray<HostReplacement> all = TestHost.Judge(_files).Replacements;
        Assert.Equal(["tgt_mod/tgt_block lp_b -", "tgt_mod/tgt_value lp_a -", "vmlinux/cmdline_proc_show lp_b lp_a"], all.Select(one => $"{one.Object}/{one.Function.Name} {one.Winner!.Name} {one.Otherwise?.Name ?? "-"}"));
        Assert.Equal(0xffffffff81001000, all[2].Address);
    }

    [Theory]
    [InlineData(true, true, false, HostOrderSource.Log, "lp_b")]
    [InlineData(false, true, false, HostOrderSource.ModuleList, "lp_b")]
    [InlineData(false, false, false, HostOrderSource.Unknown, null)]
    [InlineData(true, true, true, HostOrderSource.StackOrder, "lp_a")]
    public void The_order_is_known_by_the_best_sign_or_said_to_be_unknown(bool log, bool modules, bool stackOrder, HostOrderSource source, string? winner)
    {
        if (!log) _files.Remove("dmesg");
        if (!modules) _files.Remove("proc/modules");
        TestHost.Patch(_files, "lp_b", "1", "0");
        if (stackOrder)
        {
            _files.Add("sys/kernel/livepatch/lp_a/stack_order", "2\n");
            _files.Add("sys/kernel/livepatch/lp_b/stack_order", "1\n");
        }

        HostReport report = TestHost.Judge(_files);
        HostReplacement show = report.Replacements.Single(replacement => replacement.Function.Name == "cmdline_proc_show");
        Assert.Equal((source, winner), (show.Source, show.Winner?.Name));
        Assert.Equal(source == HostOrderSource.Unknown, report.Differences.Any(difference => difference.Rule == HostRules.WinnerUnknown));
    }

    [Fact]
    public void Of_two_patches_the_one_that_the_log_has_forgotten_is_the_older()
    {
        _files.Add("dmesg", "[    9.000000] livepatch: enabling patch 'lp_a'\n");
        _files.Remove("proc/modules");
        HostReport report = TestHost.Judge(_files);
        Assert.Equal((HostOrderSource.Log, "lp_b lp_a"), (report.Order, string.Join(' ', report.Patches.Select(patch => patch.Name))));
    }

    [Fact]
    public void A_host_without_livepatch_is_a_host_all_the_same()
    {
        HostTexts files = new();
        files.Add("uname", "Linux vm 6.18.44 #1 SMP x86_64 GNU/Linux\n");
        files.Add("proc/kallsyms", "0000000000000000 T _text\n0000000000000000 T _etext\n");
        HostCapture capture = HostReader.Read(files);
        Assert.Equal("6.18.44", capture.UnameRelease);
        Assert.Contains("unprivileged", capture.SymbolProblem);
        Assert.True(capture.Patches.IsDefault);
        Assert.Empty(HostAnalysis.Judge(capture, null).Differences);
        Assert.Contains(capture.Gaps, gap => gap.Path == "sys/kernel/livepatch");
    }
}
