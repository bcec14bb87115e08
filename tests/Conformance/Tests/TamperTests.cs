using System;
using System.Text.Json.Nodes;
using KlpShell.Conformance.Playing;
using Xunit;

namespace KlpShell.Conformance.Tests;

/// <summary>A recording that says something else than the kernel did is found out, whatever was changed in it.</summary>
public sealed class TamperTests
{
    private const string Lifecycle = "recordings/original/lifecycle.json";
    private const string Relocations = "recordings/original/relocs-good.json";
    private const string Calls = "recordings/original/err-calls.json";

    [Fact]
    public void The_exit_status() => Found(9, "exit status", root => root.Step(9)["rc"] = 1);

    [Fact]
    public void A_line_of_output() => Found(11, "output line 1", root => root.Step(11)["output"]![0] = "ol_b: this has been live patched");

    [Fact]
    public void A_line_of_output_that_is_gone() => Found(11, "output line 1", root => root.Step(11)["output"]!.AsArray().Clear());

    [Fact]
    public void A_line_of_output_too_many() => Found(2, "output line 1", root => root.Step(2)["output"]!.AsArray().Add("x"));

    [Fact]
    public void The_level_of_a_log_line() => Found(9, "log line 2", root => root.Step(9)["dmesg"]![1]!["level"] = 4);

    [Fact]
    public void A_level_that_is_gone() => Found(9, "log line 2", root => root.Step(9)["dmesg"]![1]!["level"] = null);

    [Fact]
    public void The_text_of_a_log_line() => Found(9, "log line 3", root => root.Step(9)["dmesg"]![2]!["text"] = "ol_a: klp_enable_patch() = -22");

    [Fact]
    public void A_log_line_that_is_gone() => Found(9, "log line 1", root => root.Step(9)["dmesg"]!.AsArray().RemoveAt(0));

    [Fact]
    public void The_order_of_log_lines() => Found(9, "log line 1", root =>
    {
        JsonArray log = root.Step(9)["dmesg"]!.AsArray();
        JsonNode first = log[0]!;
        log.RemoveAt(0);
        log.Insert(1, first);
    });

    [Theory]
    [InlineData("value", "0")]
    [InlineData("mode", "-rw-r-----")]
    [InlineData("path", "/sys/kernel/livepatch/ol_a/enable")]
    [InlineData("errno", "EACCES")]
    public void An_entry_of_sysfs(string field, string value) =>
        Found(9, "snapshot 'enabled', sysfs line 3", root => root.Snapshot("enabled")["sysfs"]![2]![field] = value);

    [Fact]
    public void An_entry_of_sysfs_that_is_gone() =>
        Found(9, "snapshot 'enabled', sysfs line 5", root => root.Snapshot("enabled")["sysfs"]!.AsArray().RemoveAt(4));

    [Theory]
    [InlineData("modules", "ol_a 21775 2 - Live 0xffffffffa0000000 (O)", "/proc/modules line 1")]
    [InlineData("modules", "ol_a 21775 1 - Live 0xffffffffa0000000 (OE)", "/proc/modules line 1")]
    [InlineData("module_state", "/sys/module/ol_a initstate=live refcnt=0 taint=O", "/sys/module line 1")]
    [InlineData("enabled_functions", "cmdline_proc_show (2) R  \ttramp: 0xffffffffa000a000 ->ftrace_ops_list_func+0x0/0x190", "enabled_functions line 1")]
    [InlineData("enabled_functions", "cmdline_proc_show (1) R I\ttramp: 0xffffffffa000a000 ->ftrace_ops_list_func+0x0/0x190", "enabled_functions line 1")]
    [InlineData("enabled_functions", "cmdline_proc_show (1) R   ->ftrace_ops_list_func+0x0/0x190", "enabled_functions line 1")]
    public void A_line_of_a_snapshot(string part, string line, string place) =>
        Found(9, $"snapshot 'enabled', {place}", root => root.Snapshot("enabled")[part]![0] = line);

    [Theory]
    [InlineData("tainted", 4096)]
    [InlineData("ftrace_enabled", 0)]
    public void A_number_of_a_snapshot(string part, int number) =>
        Found(9, $"snapshot 'enabled', {part} line 1", root => root.Snapshot("enabled")[part] = number);

    [Fact]
    public void What_a_patched_file_says() =>
        Found(9, "snapshot 'enabled', reads line 1", root => root.Snapshot("enabled")["reads"]!["/proc/cmdline"] = "ol_b: this has been live patched");

    [Fact]
    public void A_part_of_a_snapshot_that_is_gone() =>
        Found(9, "snapshot 'enabled', reads", root => root.Snapshot("enabled").AsObject().Remove("reads"));

    [Theory]
    [InlineData(5, 0, "ol_a: slot[0] = 0xffffffff81160a31 (at 0xffffffffa000a040)")]
    [InlineData(5, 1, "ol_a: slot[1] = 0xffffffff81160a40 (at 0xffffffffa000a050)")]
    [InlineData(5, 4, "ol_a: slot[4] = 0x11111111e11569cd (at 0xffffffffa000a060)")]
    [InlineData(8, 3, "ol_b: slot[2] = 0xffffffffa0002008 (at 0xffffffffa0011050)")]
    [InlineData(8, 4, "ol_b: slot[3] = 0x11111111fffeefc8 (at 0xffffffffa0011058)")]
    public void A_place_that_a_relocation_wrote(int step, int line, string text) =>
        Assert.Contains(Changed(Relocations, root => root.Step(step)["dmesg"]![line]!["text"] = text).Steps, static found => !found.Passed);

    [Fact]
    public void Where_a_warning_comes_from()
    {
        const string Line = "WARNING: CPU: 0 PID: 37 at kernel/livepatch/core.c:436 __klp_enable_patch+0xe7/0x100()";
        ScenarioResult result = Changed(Calls, static root => root.Step(6)["dmesg"]![1]!["text"] = Line);
        Assert.Equal("log line 2", Assert.Single(result.First!.Differences).Place);
    }

    private static void Found(int step, string place, Action<JsonNode> change)
    {
        ScenarioResult result = Changed(Lifecycle, change);
        Assert.False(result.Passed);
        Assert.Equal(step, result.First!.Number);
        Assert.Equal(place, result.First.Differences[0].Place);
    }

    private static ScenarioResult Changed(string recording, Action<JsonNode> change) => ScenarioFiles.PlayChanged(recording, change);
}
