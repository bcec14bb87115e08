using System.Linq;
using KlpShell.Core;
using KlpShell.Histories.Playing;
using KlpShell.Histories.Scripts;
using KlpShell.Histories.Shrinking;
using Xunit;

namespace KlpShell.Histories.Tests;

/// <summary>The share of the histories that every run of the tests plays; the program plays as many as it is asked for.</summary>
public sealed class HistoryTests
{
    private const int Steps = 25_000;

    public static TheoryData<string> Releases => [.. Release.All.Select(static release => release.Name)];

    [Theory(DisplayName = "random histories break no invariant")]
    [MemberData(nameof(Releases))]
    public void Hold(string name)
    {
        Release release = Release.All.First(known => known.Name == name);
        int steps = 0;
        int seed = 1;
        while (steps < Steps)
        {
            HistoryResult result = Playing.Histories.Random(release, seed++);
            steps += result.Operations.Count;
            if (result.Failure is null) continue;
            result = new Shrinker(release).Shrink(result);
            Assert.Fail($"{name}, seed {seed - 1}: {result.Failure!.Invariant}: {result.Failure.Problem}\n{ScriptWriter.Text(result.Operations)}");
        }
    }

    [Theory(DisplayName = "a seed gives the same history each time")]
    [MemberData(nameof(Releases))]
    public void Repeat(string name)
    {
        Release release = Release.All.First(known => known.Name == name);
        HistoryResult first = Playing.Histories.Random(release, 7, 60);
        HistoryResult second = Playing.Histories.Random(release, 7, 60);
        Assert.Equal(ScriptWriter.Text(first.Operations), ScriptWriter.Text(second.Operations));
        Assert.Equal(first.Executions, second.Executions);
    }

    [Theory(DisplayName = "histories come to what they are for: steps succeed and are refused, code runs, patches are enabled and stacked, transitions wait, every place that can fail has failed")]
    [MemberData(nameof(Releases))]
    public void Reach(string name)
    {
        Coverage coverage = Coverage.Of(Release.All.First(known => known.Name == name), 60_000);
        Assert.Empty(coverage.Missing);
    }
}
