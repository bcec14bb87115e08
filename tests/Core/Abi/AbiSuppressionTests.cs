using System;
using System.Linq;
using System.Xml.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Rules;
using KlpShell.Core.Abi.Writing;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Findings that are known, and the forms in which findings are told.</summary>
public sealed class AbiSuppressionTests
{
    private static readonly AbiFinding[] s_findings =
    [
        AbiRules.StableVanished.At("/sys/a/one", "stable/a", 3, "gone: 50%\nbring it back"),
        AbiRules.NoUsers.At("/sys/b", "testing/b", 7, "nobody"),
        AbiRules.Undocumented.At("/sys/c", "", 0, "no entry"),
    ];

    [Fact]
    public void A_known_finding_is_taken_out_with_its_reason()
    {
        AbiReport report = AbiSuppressions.Read("known", "# remarks\n\nABI040 /sys/a/* # agreed on\nundocumented /sys/c # soon\nABI023 file:testing/* # nobody asks").Apply(s_findings);
        Assert.Empty(report.Open);
        Assert.Equal(["agreed on", "nobody asks", "soon"], report.Suppressed.Select(f => f.SuppressedBecause));
    }

    [Fact]
    public void A_stale_line_is_a_finding_unless_its_rule_was_not_looked_at()
    {
        AbiSuppressions known = AbiSuppressions.Read("known", "ABI041 /sys/x # once\n");
        AbiFinding stale = known.Apply(s_findings).Open[^1];
        Assert.Equal(("ABI090", "known", 1), (stale.Rule, stale.File, stale.Line));
        Assert.DoesNotContain(known.Apply(s_findings, r => r.Group != AbiRuleGroup.Change).Open, f => f.Rule == "ABI090");
    }

    [Theory]
    [InlineData("ABI040 /sys/a/*", "ABI091")]
    [InlineData("ABI040 /sys/a/* #  ", "ABI091")]
    [InlineData("ABI040", "ABI092")]
    [InlineData("ABI777 /sys/a/* # why", "ABI092")]
    public void A_line_without_a_reason_or_a_rule_does_not_count(string line, string rule)
    {
        AbiReport report = AbiSuppressions.Read("known", line).Apply(s_findings);
        Assert.Equal(3, report.Open.Count(f => f.File != "known"));
        Assert.Equal([rule], report.Open.Where(f => f.File == "known").Select(f => f.Rule));
    }

    [Fact]
    public void GitHub_shows_them_beside_their_lines() => Assert.Equal(
        "::error file=stable/a,line=3,title=ABI040 StableVanished::gone: 50%25%0Abring it back\n"
        + "::notice file=testing/b,line=7,title=ABI023 NoUsers::nobody\n"
        + "::warning title=ABI060 Undocumented::no entry\n",
        AbiFindingText.ToGitHub(s_findings));

    [Fact]
    public void JUnit_counts_failures_and_skipped_ones()
    {
        AbiReport report = AbiSuppressions.Read("known", "ABI060 /sys/c # soon").Apply(s_findings);
        XElement suite = XDocument.Parse(AbiFindingText.ToJUnit(report)).Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "1"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("skipped")!));
        XElement failed = suite.Elements().First();
        Assert.Equal(("ABI040 StableVanished", "/sys/a/one", "3"), ((string)failed.Attribute("classname")!, (string)failed.Attribute("name")!, (string)failed.Attribute("line")!));
        Assert.Equal("gone: 50%\nbring it back", (string)failed.Element("failure")!.Attribute("message")!);
    }

    [Fact]
    public void JUnit_without_findings_is_one_test_that_passed()
    {
        XElement suite = XDocument.Parse(AbiFindingText.ToJUnit(new AbiReport([], []))).Root!.Element("testsuite")!;
        Assert.Equal(("1", "0"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!));
        Assert.Single(suite.Elements("testcase"));
    }

    [Fact]
    public void JUnit_stands_characters_that_XML_does_not()
    {
        string xml = AbiFindingText.ToJUnit(new AbiReport([AbiRules.NoUsers.At("/sys/\u0001\U0001F375", "", 0, "a\u0008b")], []));
        Assert.Equal("/sys/\uFFFD\U0001F375", (string)XDocument.Parse(xml).Descendants("testcase").Single().Attribute("name")!);
    }
}
