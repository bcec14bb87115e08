using KlpShell.Conformance.Playing;
using Xunit;

namespace KlpShell.Conformance.Tests;

/// <summary>What real kernels did, and what is derived from it: the simulator does the same, step by step.</summary>
public sealed class RecordingTests
{
    public static TheoryData<string> Recordings => ScenarioFiles.In("recordings");

    public static TheoryData<string> Derived => ScenarioFiles.In("derived");

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_of_a_real_kernel_is_reproduced(string file) => Passes(file);

    [Theory]
    [MemberData(nameof(Derived))]
    public void A_scenario_derived_from_the_facts_is_reproduced(string file) => Passes(file);

    [Fact]
    public void No_recording_is_missing() => Assert.Equal(87, Recordings.Count);

    private static void Passes(string file)
    {
        ScenarioResult result = FolderPlayer.Play(ScenarioFiles.At(file));
        Assert.Null(result.Skipped);
        Assert.Null(result.Problem);
        Assert.True(result.First is null, $"step {result.First?.Number} `{result.First?.Command}`: {string.Join('\n', result.First?.Differences ?? [])}");
        Assert.Equal(result.StepCount, result.PassedSteps);
    }
}
