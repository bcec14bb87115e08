using System;
using System.Linq;
using KlpShell.Core.Hosts;
using KlpShell.Core.Machine;
using Xunit;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>The texts of a host, in the forms in which kernels and tools print them, and spoilt.</summary>
public sealed class HostTextTests
{
    [Theory]
    [InlineData("[    4.000000] livepatch: a", 4.0, LogLevel.Warning, "livepatch: a")]
    [InlineData("<5>[12345.678901] livepatch: a", 12345.678901, LogLevel.Notice, "livepatch: a")]
    [InlineData("<29>[    4.000000][  T312] livepatch: a", 4.0, LogLevel.Notice, "livepatch: a")]
    [InlineData("kern  :notice: [    4.500000] livepatch: a", 4.5, LogLevel.Notice, "livepatch: a")]
    [InlineData("5,123,4500000,-;livepatch: a", 4.5, LogLevel.Notice, "livepatch: a")]
    [InlineData("[Mon Nov 23 12:00:00 2026] livepatch: a", null, LogLevel.Warning, "livepatch: a")]
    [InlineData("livepatch: a", null, LogLevel.Warning, "livepatch: a")]
    [InlineData("[ not a stamp ] b", null, LogLevel.Warning, "[ not a stamp ] b")]
    [InlineData("[99999999999999999999999999] b", null, LogLevel.Warning, "[99999999999999999999999999] b")]
    public void A_line_of_the_log(string line, double? seconds, LogLevel level, string text)
    {
        HostLogLine read = Assert.Single(Read("dmesg", line + "\n").Log);
        Assert.Equal((seconds, level, text), (read.Time?.TotalSeconds, read.Level, read.Text));
    }

    [Theory]
    [InlineData("ext4 1024000 1 - Live 0xffffffffc0100000", "ext4 1024000 1  Live ffffffffc0100000 ")]
    [InlineData("jbd2 200704 1 ext4, Live 0xffffffffc0100000 (E)", "jbd2 200704 1 ext4 Live ffffffffc0100000 E")]
    [InlineData("a 4096 2 b,c,[permanent], Loading 0x0000000000000000 (POEK+)", "a 4096 2 b,c Loading 0 POEK")]
    [InlineData("a 4096 - - Live 0xffffffffc0100000", "a 4096 -1  Live ffffffffc0100000 ")]
    public void A_line_of_the_modules(string line, string read)
    {
        HostModule module = Assert.Single(Read("proc/modules", line + "\n").Modules);
        Assert.Equal(read, $"{module.Name} {module.Size} {module.RefCount} {string.Join(',', module.UsedBy)} {module.State} {module.Address:x} {module.Taints}");
    }

    [Theory]
    [InlineData("ext4 many 1 - Live 0xffffffffc0100000")]
    [InlineData("ext4 4096 1 - Live")]
    [InlineData("ext4 4096 1 - Live ffffffffc0100000")]
    [InlineData("\u0001\u0002")]
    public void A_line_that_is_no_module_is_left_out_and_said(string line)
    {
        HostCapture capture = Read("proc/modules", "a 4096 0 - Live 0xffffffffc0200000\n" + line + "\n");
        Assert.Equal("a", Assert.Single(capture.Modules).Name);
        Assert.Contains(capture.Gaps, gap => gap.Path == "proc/modules" && gap.Reason.StartsWith("line 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[<0>] msleep+0x20/0x100", "msleep+0x20/0x100")]
    [InlineData("[<ffffffff81090a51>] msleep+0x20/0x100", "msleep+0x20/0x100")]
    [InlineData("[<0>] tgt_block+0x8/0x30 [tgt_mod]", "tgt_block+0x8/0x30 [tgt_mod]")]
    [InlineData("[<0>] tgt_block+0x8/0x30 [tgt_mod 1234abcd]", "tgt_block+0x8/0x30 [tgt_mod]")]
    [InlineData("[<0>] 0xffffffffc0001234", "0xffffffffc0001234")]
    [InlineData("[<ffffffffffffffff>] 0xffffffffffffffff", null)]
    [InlineData("[<0>] +0x/0x", null)]
    public void A_line_of_a_stack(string line, string? frame)
    {
        HostTexts files = new();
        files.Add("proc/7/comm", "sh\n");
        files.Add("proc/7/stack", line + "\n");
        Assert.Equal(frame, Assert.Single(HostReader.Read(files).Tasks).Stack!.Select(one => one.ToString()).SingleOrDefault());
    }

    [Theory]
    [InlineData("cmdline_proc_show (1)   I     M \ttramp: 0xffffffffc020d000 (klp_ftrace_handler+0x0/0x100) ->klp_ftrace_handler+0x0/0x100", "cmdline_proc_show  1 True True")]
    [InlineData("tgt_value [tgt_mod] (1)   I  \ttramp: 0xffffffffc0221000 (klp_ftrace_handler+0x0/0x110) ->klp_ftrace_handler+0x0/0x110", "tgt_value tgt_mod 1 True True")]
    [InlineData("cmdline_proc_show (2) R I ->ftrace_ops_list_func+0x0/0x190", "cmdline_proc_show  2 True False")]
    [InlineData("cmdline_proc_show (1) R  \ttramp: 0xffffffffa000a000 ->ftrace_ops_list_func+0x0/0x190", "cmdline_proc_show  1 False False")]
    public void A_line_of_the_hooks(string line, string read)
    {
        HostHook hook = Assert.Single(Read("sys/kernel/debug/tracing/enabled_functions", line + "\n").Hooks);
        Assert.Equal(read, $"{hook.Function} {hook.Module} {hook.Users} {hook.ChangesIp} {hook.Livepatch}");
    }

    [Theory]
    [InlineData("0-3,5\n", 5)]
    [InlineData("0\n", 1)]
    [InlineData("0-99999999\n", null)]
    [InlineData("x\n", null)]
    public void The_processors(string text, int? count) => Assert.Equal(count, Read("sys/devices/system/cpu/online", text).Cpus);

    [Fact]
    public void Noise_in_every_file_is_no_harm()
    {
        Random random = new(1);
        string[] paths = ["uname", "dmesg", "proc/kallsyms", "proc/modules", "proc/uptime", "proc/sys/kernel/tainted", "sys/kernel/tracing/enabled_functions", "sys/kernel/tracing/available_filter_functions", "proc/204/task/204/stack", "proc/204/task/204/stat", "proc/204/task/204/patch_state", "sys/kernel/livepatch/lp_a/enabled", "sys/kernel/livepatch/lp_b/transition"];
        byte[][] sound = [.. paths.Select(path => Bytes(TestHost.Make(), path))];
        for (int round = 0; round < 2000; round++)
        {
            HostTexts files = TestHost.Make();
            for (int spoilt = random.Next(1, 4); spoilt > 0; spoilt--)
            {
                int which = random.Next(paths.Length);
                byte[] bytes = (byte[])sound[which].Clone();
                for (int i = random.Next(1, 6); i > 0 && bytes.Length > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                files.Add(paths[which], bytes[..random.Next(bytes.Length + 1)]);
            }

            HostReport report = TestHost.Judge(files);
            if (report.Capture.Symbols is not null) HostKernelBuilder.Build(report, "host").Kernel.Step(TimeSpan.FromSeconds(1));
        }
    }

    private static byte[] Bytes(HostTexts files, string path)
    {
        using System.IO.Stream stream = files.Open(path)!;
        using System.IO.MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static HostCapture Read(string path, string text)
    {
        HostTexts files = new();
        files.Add(path, text);
        return HostReader.Read(files);
    }
}
