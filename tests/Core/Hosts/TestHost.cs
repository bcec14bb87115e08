using System.Linq;
using KlpShell.Core.Hosts;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>A small host with 6.12: lp_a is enabled and patches vmlinux and tgt_mod, lp_b is being enabled over it and waits for a task.</summary>
internal static class TestHost
{
    public const ulong NewShow = 0xffffffffc0302010;

    public const string Kallsyms = """
        ffffffff81000000 T _text
        ffffffff81000100 T ftrace_regs_caller
        ffffffff81001000 t cmdline_proc_show
        ffffffff81001100 t version_proc_show
        ffffffff81001200 t twin
        ffffffff81001300 t twin
        ffffffff81001400 T klp_enable_patch
        ffffffff81001500 t ibt_setup
        ffffffff81001600 t msleep
        ffffffff81001700 t do_syscall_64
        ffffffff81002000 D jiffies
        ffffffffc0100010 t tgt_block	[tgt_mod]
        ffffffffc0100040 t tgt_value	[tgt_mod]
        ffffffffc0101000 d state	[tgt_mod]
        ffffffffc0200010 t livepatch_cmdline_proc_show	[lp_a]
        ffffffffc0200040 t tgt_value	[lp_a]
        ffffffffc0302010 t livepatch_cmdline_proc_show	[lp_b]
        ffffffffc0302040 t livepatch_tgt_block	[lp_b]

        """;

    public const string Modules = """
        lp_b 16384 1 - Live 0xffffffffc0302000 (OEK)
        lp_a 16384 1 - Live 0xffffffffc0200000 (OEK)
        tgt_mod 12288 2 - Live 0xffffffffc0100000 (OE)

        """;

    public static HostTexts Make()
    {
        HostTexts files = new();
        files.Add("uname", "6.12.117+deb12-amd64\n");
        files.Add("proc/kallsyms", Kallsyms);
        files.Add("proc/modules", Modules);
        files.Add("proc/uptime", "130.50 250.10\n");
        files.Add("proc/sys/kernel/tainted", "45056\n");
        files.Add("proc/sys/kernel/ftrace_enabled", "1\n");
        files.Add("dmesg", """
            <4>[    5.000000] tgt_mod: loading out-of-tree module taints kernel.
            <5>[   10.000000] lp_a: tainting kernel with TAINT_LIVEPATCH
            <5>[   10.000000] livepatch: enabling patch 'lp_a'
            <5>[   10.000000] livepatch: 'lp_a': starting patching transition
            <5>[   11.500000] livepatch: 'lp_a': patching complete
            <5>[  100.250000] livepatch: enabling patch 'lp_b'
            <5>[  100.250000] livepatch: 'lp_b': starting patching transition
            <5>[  115.500000] livepatch: signaling remaining tasks

            """);
        files.Add("sys/kernel/tracing/enabled_functions", """
            cmdline_proc_show (1)   I     M 	tramp: 0xffffffffc0400000 (klp_ftrace_handler+0x0/0x100) ->klp_ftrace_handler+0x0/0x100
            tgt_block [tgt_mod] (1)   I     M 	tramp: 0xffffffffc0402000 (klp_ftrace_handler+0x0/0x100) ->klp_ftrace_handler+0x0/0x100
            tgt_value [tgt_mod] (1)   I     M 	tramp: 0xffffffffc0404000 (klp_ftrace_handler+0x0/0x100) ->klp_ftrace_handler+0x0/0x100

            """);
        files.Add("sys/kernel/tracing/available_filter_functions", "cmdline_proc_show\nversion_proc_show\ntwin\ntwin\nmsleep\ntgt_block [tgt_mod]\ntgt_value [tgt_mod]\nlivepatch_cmdline_proc_show [lp_a]\n");
        Patch(files, "lp_a", "1", "0", "vmlinux/cmdline_proc_show,1", "tgt_mod/tgt_value,1");
        Patch(files, "lp_b", "1", "1", "vmlinux/cmdline_proc_show,1", "tgt_mod/tgt_block,1");
        Task(files, 1, "systemd", 1, "[<0>] ep_poll+0x10/0x100\n");
        Task(files, 204, "cat", 0, "[<0>] msleep+0x20/0x100\n[<0>] tgt_block+0x8/0x30 [tgt_mod]\n[<0>] do_syscall_64+0x54/0x900\n");
        return files;
    }

    /// <summary>A patch's directories.</summary>
    public static void Patch(HostTexts files, string name, string enabled, string transition, params string[] functions)
    {
        string root = $"sys/kernel/livepatch/{name}";
        files.Add($"{root}/enabled", enabled + "\n");
        files.Add($"{root}/transition", transition + "\n");
        files.Add($"{root}/replace", "0\n");
        files.Add($"{root}/force", "");
        foreach (string function in functions)
        {
            files.AddFolder($"{root}/{function}");
            files.Add($"{root}/{function.Split('/')[0]}/patched", "1\n");
        }
    }

    /// <summary>A task's files.</summary>
    public static void Task(HostTexts files, int id, string comm, int patchState, string stack)
    {
        files.Add($"proc/{id}/task/{id}/comm", comm + "\n");
        files.Add($"proc/{id}/task/{id}/patch_state", $"{patchState}\n");
        files.Add($"proc/{id}/task/{id}/stack", stack);
        files.Add($"proc/{id}/task/{id}/stat", $"{id} ({comm}) {(id == 204 ? 'D' : 'S')} 1 1 1 0 -1 4194304 0 0\n");
    }

    /// <summary>What it comes to.</summary>
    public static HostReport Judge(HostTexts files) => HostAnalysis.Judge(HostReader.Read(files), Release.Linux612);

    /// <summary>The ids of the differences, those of the kernel's rehearsal with them.</summary>
    public static string[] Ids(HostTexts files) => [.. HostKernelBuilder.Build(Judge(files), "host").Report.Differences.Select(difference => difference.Rule.Id).Distinct()];
}
