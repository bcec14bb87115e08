using System;
using System.IO;
using System.Text.Json.Nodes;
using KlpShell.Conformance.Playing;
using KlpShell.Conformance.Scenarios;
using Xunit;

namespace KlpShell.Conformance.Tests;

public sealed class PlayerTests
{
    private const string Lifecycle = "recordings/original/lifecycle.json";

    [Theory]
    [InlineData("reboot")]
    [InlineData("cat --number /proc/cmdline")]
    [InlineData("a=(1 2); echo ${a[1]}")]
    [InlineData("ls /proc &")]
    [InlineData("sleep 1 | cat &")]
    [InlineData("echo 'open")]
    public void A_command_that_isnt_known_is_a_failure_of_its_own(string command)
    {
        ScenarioResult result = ScenarioFiles.PlayChanged(Lifecycle, root => root.Step(3)["cmd"] = command);
        Assert.False(result.Passed);
        Assert.Contains("step 3", result.Problem, StringComparison.Ordinal);
        Assert.Equal(2, result.PassedSteps);
    }

    [Fact]
    public void A_module_that_isnt_known_does_not_load()
    {
        ScenarioResult result = ScenarioFiles.PlayChanged(Lifecycle, static root => root.Step(2)["cmd"] = "insmod /ko/other.ko");
        Assert.Equal("exit status", result.First!.Differences[0].Place);
        Assert.Contains("could not load module /ko/other.ko", result.First.Differences[1].Got, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "an object was expected")]
    [InlineData("""{"scenario":"x"}""", "there is no list 'events'")]
    [InlineData("""{"scenario":"x","kernel":"k","events":[{"type":"dance"}]}""", "an event of type 'dance' isn't known")]
    [InlineData("""{"scenario":"x","kernel":"k","events":[{"type":"step","n":1,"rc":0,"output":[]}]}""", "/events[0]: there is no text 'cmd'")]
    [InlineData("""{"scenario":"x","kernel":"k","events":[{"type":"step","n":1,"cmd":"true","output":[]}]}""", "there is no number 'rc'")]
    [InlineData("""{"scenario":"x","kernel":"k","events":[{"type":"step","n":1,"cmd":"true","rc":"0","output":[]}]}""", "'rc' is no whole number")]
    [InlineData("""{"scenario":"x","kernel":"k","events":[{"type":"step","n":1,"cmd":"true","rc":0,"output":[7]}]}""", "'output' holds something that is no text")]
    public void A_file_that_is_no_scenario_is_refused_with_the_reason(string json, string reason)
    {
        ScenarioException problem = Assert.Throws<ScenarioException>(() => ScenarioReader.Parse(json, "x.json", ""));
        Assert.StartsWith("x.json: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_without_steps_does_not_pass() =>
        Assert.NotNull(ScenarioFiles.PlayChanged(Lifecycle, static root => root["events"] = new JsonArray()).Problem);

    [Theory]
    [InlineData("2.6.32", "no machine is known by the name '2.6.32'")]
    [InlineData("3.19.8 + livepatch core b700e7f03df5, IPMODIFY", "no machine is known")]
    public void A_kernel_that_the_simulator_has_not_got_is_skipped_with_the_reason(string kernel, string reason)
    {
        ScenarioResult result = ScenarioFiles.PlayChanged(Lifecycle, root => root["kernel"] = kernel);
        Assert.StartsWith(reason, result.Skipped, StringComparison.Ordinal);
        Assert.False(result.Passed);
    }

    [Fact]
    public void A_kernel_whose_addresses_moved_moves_by_what_its_first_note_tells()
    {
        ScenarioResult result = ScenarioFiles.PlayChanged("recordings/original-kaslr/kaslr-hints.json", static root =>
            root["events"]![1]!["text"] = "running addresses: cmdline_proc_show 0xffffffff9995f810");
        Assert.Contains("0xffffffff9995f810", result.First!.Differences[0].Got, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_ends_with_the_sum_and_tells_the_first_difference()
    {
        StringWriter text = new();
        Report report = new(text, verbose: false);
        report.Add(FolderPlayer.Play(ScenarioFiles.At(Lifecycle)));
        report.Add(ScenarioFiles.PlayChanged(Lifecycle, static root => root.Step(9)["rc"] = 7));
        report.Add(ScenarioFiles.PlayChanged(Lifecycle, static root => root["kernel"] = "2.6.32"));
        report.End();
        Assert.False(report.AllPassed);
        Assert.Equal(
            """
            ok   original/lifecycle (21 steps)
            FAIL changed/lifecycle
                step 9 `echo enable > /sys/module/ol_a/parameters/call`
                  exit status
                  expected: 7
                  got:      0
            skip changed/lifecycle: no machine is known by the name '2.6.32'
            skipped: 1 scenarios, for which the simulator has no kernel
            conformance: 1 of 2 scenarios, 41 of 42 steps

            """,
            text.ToString(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void An_empty_folder_and_a_missing_one_are_errors()
    {
        string empty = Directory.CreateTempSubdirectory().FullName;
        Assert.Equal(2, Program.Main([empty]));
        Assert.Equal(2, Program.Main([Path.Combine(empty, "none")]));
        Assert.Equal(2, Program.Main([]));
        Directory.Delete(empty);
    }

    [Fact]
    public void The_exit_status_tells_whether_all_passed()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.Copy(ScenarioFiles.At(Lifecycle), Path.Combine(folder, "a.json"));
        Assert.Equal(0, Program.Main([folder]));
        Assert.Equal(2, Program.Main([folder, "--filter", "b*"]));
        File.WriteAllText(Path.Combine(folder, "b.json"), "{");
        Assert.Equal(1, Program.Main([folder]));
        Assert.Equal(0, Program.Main([folder, "--filter", "a"]));
        Directory.Delete(folder, recursive: true);
    }
}
