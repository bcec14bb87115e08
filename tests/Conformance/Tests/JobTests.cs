using System.Collections.Generic;
using KlpShell.Conformance.Playing;
using KlpShell.Conformance.Scenarios;
using Xunit;

namespace KlpShell.Conformance.Tests;

/// <summary>Commands in the background, and the process ids that a recording has for them.</summary>
public sealed class JobTests
{
    private const string Reader = "cat /proc/tgt/blockk > /tmp/bk 2>&1 & BP=$!";

    [Fact]
    public void A_reader_goes_on_in_the_background_and_writes_what_it_read_when_it_is_released() => Passes(
        ("insmod /ko/tgt_mod.ko", 0, []),
        (Reader, 0, []),
        ("kill -0 $BP; cat /tmp/bk", 0, []),
        ("echo release > /proc/tgt/ctl; wait $BP; cat /tmp/bk", 0, ["blockk returned 0"]),
        ("kill -0 $BP", 1, ["/oracle/lib.sh: line 27: kill: (4711) - No such process"]));

    [Fact]
    public void Recorded_process_ids_stand_for_the_newest_that_none_stands_for_yet() => Passes(
        ("insmod /ko/tgt_mod.ko", 0, []),
        (Reader, 0, []),
        ("cat /proc/204/comm", 0, ["cat"]),
        ("sleep 100 & BP=$!", 0, []),
        ("cat /proc/311/comm /proc/204/comm", 0, ["sleep", "cat"]));

    [Fact]
    public void A_killed_reader_is_gone_and_says_so_by_its_status() => Passes(
        ("insmod /ko/tgt_mod.ko", 0, []),
        (Reader, 0, []),
        ("kill -KILL $BP", 0, []),
        ("wait $BP", 137, []));

    [Fact]
    public void Kx_reads_in_the_background_too() => Passes(
        ("insmod /ko/tgt_mod.ko", 0, []),
        ("kx read /proc/tgt/block > /tmp/r & BP=$!", 0, []),
        ("echo release > /proc/tgt/ctl; wait; cat /tmp/r", 0, ["read = 17", "data: block returned 0"]));

    // The log isn't looked at here.
    private static void Passes(params (string Command, int Status, string[] Output)[] steps)
    {
        List<ScenarioEvent> events = [];
        foreach ((string command, int status, string[] output) in steps) events.Add(new StepEvent(events.Count + 1, command, status, [.. output], [], false));
        ScenarioResult result = ScenarioPlayer.Play(new Scenario("own/jobs", "6.12.117+deb12-amd64", "", [.. events]));
        Assert.Null(result.Problem);
        foreach (StepResult step in result.Steps)
        {
            foreach (Comparing.Difference difference in step.Differences) Assert.StartsWith("log", difference.Place, System.StringComparison.Ordinal);
        }
    }
}
