using System;
using System.Linq;
using KlpShell.Core.Hosts;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using Xunit;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>The kernel that is made of a host stands where the host stands, and goes on from there.</summary>
public sealed class HostKernelTests
{
    private readonly HostTexts _files = TestHost.Make();

    [Fact]
    public void Modules_lie_where_they_lay()
    {
        Kernel kernel = Build();
        Assert.Equal(TestHost.NewShow, kernel.Symbols.Find("livepatch_cmdline_proc_show").First(symbol => symbol.Module == "lp_b").Address);
        Assert.Equal("lp_b 16384 1 - Live 0xffffffffc0302000 (OEK)\nlp_a 16384 1 - Live 0xffffffffc0200000 (OEK)\ntgt_mod 12288 2 - Live 0xffffffffc0100000 (OE)\n", kernel.ReadFile("/proc/modules").Output);
        Assert.Equal(45056, (long)kernel.Taints);
        Assert.Equal(4u, kernel.Definition.EntryOffset);
        Assert.Equal(TestHost.Kallsyms.Split('\n').Count(line => line.Length > 0 && !line.Contains('[')), kernel.Symbols.Table.Count);
    }

    [Fact]
    public void A_call_says_that_machine_code_of_the_host_would_run()
    {
        Kernel kernel = Build();
        string said = kernel.Call(kernel.Symbols.AddressOf("cmdline_proc_show")).Output;
        Assert.Equal("(machine code of the host would run here: livepatch_cmdline_proc_show [lp_b] at 0xffffffffc0302010)\n", said);
    }

    [Fact]
    public void The_transition_goes_on_from_where_it_was()
    {
        Kernel kernel = Build();
        TransitionStatus now = kernel.Livepatch.CurrentTransition!;
        Assert.Equal(("lp_b", true, TimeSpan.FromSeconds(100.25), 1), (now.Patch.Name, now.Patching, now.Since, now.Remaining));
        TransitionBlock block = Assert.Single(kernel.Livepatch.TransitionBlocks());
        Assert.Equal((204, "cat", "tgt_block", Errno.EADDRINUSE, TimeSpan.FromSeconds(100.25)), (block.Pid, block.Comm, block.Function, block.Errno, block.Since));
        Assert.Equal("0\n", kernel.ReadFile("/proc/204/patch_state").Output);
        Assert.Equal("1\n", kernel.ReadFile("/proc/1/patch_state").Output);
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.NotNull(kernel.Livepatch.CurrentTransition);
        kernel.RemoveTask(204);
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.Null(kernel.Livepatch.CurrentTransition);
        Assert.Equal("livepatch: 'lp_b': patching complete", kernel.Log.Records[^1].Text);
    }

    [Fact]
    public void The_log_is_the_hosts()
    {
        KernelLog log = Build().Log;
        Assert.Equal(8, log.Records.Count);
        Assert.Equal("[  100.250000] livepatch: enabling patch 'lp_b'", log.Records[5].ToDmesg());
        Assert.Equal(LogLevel.Notice, log.Records[5].Level);
    }

    [Fact]
    public void It_can_be_turned_round_and_cloned()
    {
        Kernel kernel = Build();
        Kernel clone = kernel.Clone();
        Assert.True(clone.WriteFile("/sys/kernel/livepatch/lp_b/enabled", "0").Succeeded);
        clone.Step(TimeSpan.FromSeconds(3));
        Assert.Null(clone.Livepatch.CurrentTransition);
        Assert.Null(clone.Livepatch.Find("lp_b"));
        Assert.Equal("lp_b", kernel.Livepatch.CurrentTransition!.Patch.Name);
    }

    [Fact]
    public void A_patch_that_others_come_from_the_side_of_is_refused_as_on_the_host()
    {
        Kernel kernel = Build();
        EntranceResult result = kernel.UnloadModule("lp_a");
        Assert.Equal(Errno.EAGAIN, result.Status.Errno);
        Assert.True(kernel.WriteFile("/sys/kernel/livepatch/lp_a/enabled", "0").Status.Errno == Errno.EBUSY);
    }

    [Fact]
    public void Without_the_list_of_modules_or_their_symbols_a_kernel_is_made_all_the_same()
    {
        _files.Remove("proc/modules");
        _files.Add("proc/kallsyms", string.Concat(TestHost.Kallsyms.Split('\n').Where(line => !line.Contains('[')).Select(line => line + "\n")));
        Kernel kernel = HostKernelBuilder.Build(TestHost.Judge(_files), "host").Kernel;
        Assert.Contains("what lp_b puts in the place of cmdline_proc_show; its name isn't known", kernel.Call(kernel.Symbols.AddressOf("cmdline_proc_show")).Output);
    }

    [Fact]
    public void A_module_whose_own_init_is_still_listed_enables_its_patch()
    {
        _files.Add("proc/kallsyms", TestHost.Kallsyms + "ffffffffc0302080 t init_module\t[lp_b]\nffffffffc0302090 t cleanup_module\t[lp_b]\n");
        Assert.Empty(TestHost.Ids(_files));
        Assert.Equal(0xffffffffc0302080, Build().Symbols.Find("init_module").First(symbol => symbol.Module == "lp_b").Address);
    }

    [Fact]
    public void What_is_too_much_is_left_out_and_said()
    {
        HostCapture capture = HostReader.Read(_files, new HostLimits { Tasks = 1, LogLines = 2, Directories = 3, ShortFile = 8, Modules = 1 });
        Assert.Equal((1, 2, 1), (capture.Tasks.Length, capture.Log.Length, capture.Modules.Length));
        Assert.Equal(["dmesg", "proc/*", "proc/*/stack", "proc/*/stat", "proc/modules", "proc/uptime", "sys/kernel/livepatch", "uname"], capture.Gaps.Select(gap => gap.Path).Distinct().Order(StringComparer.Ordinal));
    }

    private Kernel Build() => HostKernelBuilder.Build(TestHost.Judge(_files), "host").Kernel;
}
