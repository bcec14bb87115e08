using System;
using System.Text.Json.Nodes;
using KlpShell.Conformance.Playing;
using Xunit;

namespace KlpShell.Conformance.Tests;

/// <summary>Scenarios that end in an oops: what is compared then, and what is left to chance.</summary>
public sealed class CrashTests
{
    private const string ShellDies = "derived/module-badparam.json";
    private const string MachineDies = "derived/re-register.json";
    private const string ReaderDies = "derived/new-func-null.json";

    [Fact]
    public void A_shell_that_should_have_died_and_lives_is_a_difference()
    {
        ScenarioResult result = ScenarioFiles.PlayChanged(ShellDies, static root => root.Step(4)["cmd"] = "echo addrs > /sys/module/ol_a/parameters/call");
        Assert.Equal("the shell", result.First!.Differences[0].Place);
    }

    [Fact]
    public void A_shell_that_dies_alone_is_a_difference()
    {
        ScenarioResult result = ScenarioFiles.PlayChanged(ShellDies, static root =>
        {
            JsonObject step = root.Step(4).AsObject();
            step.Remove("killed");
            step["rc"] = 0;
            step["output"] = new JsonArray();
        });
        Assert.Equal("the shell", result.First!.Differences[0].Place);
    }

    [Fact]
    public void The_kind_of_the_oops_is_compared_and_its_dump_is_not()
    {
        Assert.True(ScenarioFiles.PlayChanged(ShellDies, static root => root.Step(4)["dmesg"]!.AsArray().Add(Line("Oops: 0002 [#1] SMP "))).Passed);
        ScenarioResult result = ScenarioFiles.PlayChanged(ShellDies, static root => root.Step(4)["dmesg"]![1]!["text"] = "general protection fault: 0000 [#1] SMP ");
        Assert.Equal("log line 2", result.First!.Differences[0].Place);
    }

    [Fact]
    public void The_serial_console_stamps_its_lines() =>
        Assert.True(ScenarioFiles.PlayChanged(ShellDies, static root =>
        {
            foreach (JsonNode? line in root.Step(4)["dmesg"]!.AsArray()) line!["text"] = $"[    3.250000] {line["text"]}\r";
        }).Passed);

    [Fact]
    public void Once_memory_is_corrupt_chance_decides_where_the_machine_dies()
    {
        Assert.True(ScenarioFiles.PlayChanged(MachineDies, static root => root.Step(5)["dmesg"]![0]!["text"] = "general protection fault: 0000 [#1] SMP ").Passed);
        ScenarioResult result = ScenarioFiles.PlayChanged(MachineDies, static root => root.Step(4)["dmesg"]!.AsArray().Add(Line("BUG: unable to handle kernel paging request at 6c6f2f786c6e7600")));
        Assert.True(result.Passed);
        Assert.Equal(3, result.StepCount);
    }

    [Fact]
    public void A_quiet_console_is_known_by_what_it_shows()
    {
        ScenarioResult result = ScenarioFiles.PlayChanged(MachineDies, static root =>
        {
            foreach (JsonNode? happened in root["events"]!.AsArray())
            {
                JsonArray log = happened!["dmesg"]!.AsArray();
                for (int i = log.Count - 1; i >= 0; i--)
                {
                    if (log[i]!["text"]!.ToString().StartsWith("ol_", StringComparison.Ordinal)) log.RemoveAt(i);
                }
            }
        });
        Assert.True(result.Passed, string.Join('\n', result.First?.Differences ?? []));
    }

    [Fact]
    public void A_snapshot_that_was_killed_may_have_left_its_oops_only()
    {
        ScenarioResult result = ScenarioFiles.PlayChanged(ReaderDies, static root =>
        {
            JsonArray log = root.Step(2)["dmesg"]!.AsArray();
            foreach (JsonNode? line in log.DeepClone().AsArray()) log.Add(line!.DeepClone());
            log[4]!["text"] = "Oops: 0010 [#2] SMP ";
            root.Step(3)["dmesg"]![1]!["text"] = "Oops: 0010 [#3] SMP ";
        });
        Assert.True(result.Passed, string.Join('\n', result.First?.Differences ?? []));
    }

    private static JsonObject Line(string text) => new() { ["level"] = null, ["text"] = text };
}
