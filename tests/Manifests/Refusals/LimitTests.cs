using System.Linq;
using System.Text;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Refusals;

/// <summary>What is too much is refused, and costs little. There is no watch here: a test that hangs is stopped by its runner.</summary>
public sealed class LimitTests
{
    [Fact]
    public void AnAliasBombIsRefusedByWhatItStandsFor()
    {
        StringBuilder bomb = new("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'z'; c++) bomb.Append($"{c}: &{c} [{string.Join(',', Enumerable.Repeat("*" + (char)(c - 1), 9))}]\n");
        ManifestProblem problem = Text.Problem(bomb.ToString());
        Assert.Equal(ManifestProblemId.TooMuch, problem.Id);
        Assert.Equal("there are more than 250,000 scalars, lists and mappings in the file, each alias counted as all that it stands for", problem.Message);
    }

    [Theory]
    [InlineData("kind: &a [*a]\n", "1:11: '*a' stands for something that it is itself a part of [BadAlias]")]
    [InlineData("kind: *a\n", "1:7: there is no anchor for '*a' before this place [BadAlias]")]
    [InlineData("kind: !!python/object:os.system x\n", "1:7: found the tag 'tag:yaml.org,2002:python/object:os.system' where none was expected; a manifest's types are those of its keys [TagRefused]")]
    [InlineData("kind: !KlpShell.Core.Kernel x\n", "1:7: found the tag '!KlpShell.Core.Kernel' where none was expected; a manifest's types are those of its keys [TagRefused]")]
    public void AliasesAndTags(string yaml, string expected) => Assert.Equal([expected], Text.Lines(yaml));

    [Fact]
    public void AliasesAreOtherwiseFine()
    {
        Core.Modules.ModuleDefinition module = Text.Module("functions:\n  - name: f\n    body: &same\n      - return: 1\n  - name: g\n    body: *same\n");
        Assert.Equal(module.Functions[0].Body.Steps, module.Functions[1].Body.Steps.AsEnumerable());
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void DepthIsLimited(string open)
    {
        ManifestProblem problem = Text.Problem(string.Concat(Enumerable.Repeat(open, 100_000)));
        Assert.Equal(ManifestProblemId.TooDeep, problem.Id);
        Assert.Equal("this is nested more than 64 levels deep", problem.Message);
        Assert.InRange(problem.LineText.Length, 100, 130);
        Assert.Equal(open[0], problem.LineText[problem.Caret - 1]);
    }

    [Fact]
    public void ScalarsAreLimited() => Assert.Equal(
        ["2:7: found 70,000 characters in one scalar where at most 65,536 were expected [TooLong]"],
        Text.Lines("kind: Module\nname: " + new string('a', 70_000) + "\n"));

    [Fact]
    public void AnchorsAreLimited() => Assert.Equal(
        ["1002:4: there are more than 1,000 anchors in the file [TooMuch]"],
        Text.Lines("x:\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $" - &a{i} b\n"))));

    [Fact]
    public void DocumentsAreLimited()
    {
        ManifestReading reading = Text.Read(string.Concat(Enumerable.Repeat("---\nkind: Module\nname: m\n", 11)), new ManifestLimits { MaxDocuments = 10 });
        Assert.Equal(10, reading.Documents.Count);
        Assert.Equal("there are more than 10 documents in the file", Assert.Single(reading.Problems).Message);
    }

    [Fact]
    public void StepsAreLimited()
    {
        string steps = string.Concat(Enumerable.Repeat("  - return: 0\n", 20));
        ManifestProblem problem = Text.Problem("kind: Module\nname: m\ninit:\n" + steps, new ManifestLimits { MaxSteps = 10 });
        Assert.Equal("/here/test.yaml:14:5: init[10]: there are more than 10 steps in this body [TooMuch]", problem.ToString());
    }

    [Fact]
    public void StepsInsideOfStepsAreLimited()
    {
        StringBuilder yaml = new("kind: Module\nname: m\ninit:\n");
        for (int i = 0; i < 20; i++) yaml.Append(' ', i * 2).Append("- if: 1\n").Append(' ', i * 2).Append("  then:\n");
        ManifestProblem problem = Text.Problem(yaml.Append(' ', 40).Append("- return: 0\n").ToString());
        Assert.Equal("steps are nested more than 16 levels deep", problem.Message);
    }

    [Fact]
    public void ProblemsAreLimitedAndCounted()
    {
        ManifestReading reading = Text.Read("kind: Module\nname: m\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"k{i}: 1\n")));
        Assert.Equal(100, reading.Problems.Count);
        Assert.Equal(5000, reading.ProblemCount);
        Assert.False(reading.Succeeded);
    }

    [Fact]
    public void TextIsLimited() => Assert.Equal(ManifestProblemId.FileTooLong, Text.Problem(new string('\n', 20), new ManifestLimits { MaxFileBytes = 10 }).Id);
}
