using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Conformance.Playing;
using Xunit;

namespace KlpShell.Conformance.Tests;

/// <summary>What real kernels did, and what is derived from it: the simulator does the same, step by step.</summary>
public sealed class RecordingTests
{
    private static readonly IReadOnlyDictionary<string, string> s_known = ReadKnown();

    public static TheoryData<string> Recordings => ScenarioFiles.In("recordings");

    public static TheoryData<string> Derived => ScenarioFiles.In("derived");

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_of_a_real_kernel_is_reproduced(string file)
    {
        if (!s_known.ContainsKey(Name(file)))
        {
            Passes(file);
            return;
        }

        ScenarioResult result = FolderPlayer.Play(ScenarioFiles.At(file));
        Assert.Null(result.Skipped);
        Assert.False(result.Passed, $"{Name(file)} passes now: take it off known-differences.txt");
    }

    [Theory]
    [MemberData(nameof(Derived))]
    public void A_scenario_derived_from_the_facts_is_reproduced(string file) => Passes(file);

    [Fact]
    public void No_recording_is_missing() => Assert.Equal(431, Recordings.Count);

    [Fact]
    public void Every_known_difference_names_a_recording_and_a_reason()
    {
        HashSet<string> names = [];
        foreach (string file in Recordings) names.Add(Name(file));
        foreach ((string name, string reason) in s_known)
        {
            Assert.Contains(name, names);
            Assert.NotEqual("", reason);
        }
    }

    // The folder's and the file's name, as the report writes them.
    private static string Name(string file) => file["recordings/".Length..^".json".Length];

    private static Dictionary<string, string> ReadKnown()
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        foreach (string line in File.ReadAllLines(ScenarioFiles.At("known-differences.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            known.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        return known;
    }

    private static void Passes(string file)
    {
        ScenarioResult result = FolderPlayer.Play(ScenarioFiles.At(file));
        Assert.Null(result.Skipped);
        Assert.Null(result.Problem);
        Assert.True(result.First is null, $"step {result.First?.Number} `{result.First?.Command}`: {string.Join('\n', result.First?.Differences ?? [])}");
        Assert.Equal(result.StepCount, result.PassedSteps);
    }
}
