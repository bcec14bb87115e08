using System;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Rules;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Rules over one set, and what is done with what they find.</summary>
public sealed class AbiCheckerTests
{
    private const string Whole = "What:\t\t/sys/a\nDate:\t\tMay 2014\nKernelVersion:\t3.15\nContact:\ta@x\nDescription:\tText.\nUsers:\t\tone\n";

    private static readonly DateOnly s_day = new(2025, 1, 1);

    [Fact]
    public void A_whole_entry_has_no_findings() => Assert.Empty(Strict(Whole));

    [Theory]
    [InlineData("Date:\t\tMay 2014\n", "", "ABI020:1")]
    [InlineData("KernelVersion:\t3.15\n", "", "ABI021:1")]
    [InlineData("KernelVersion:\t3.15\n", "KernelVersion:\n", "ABI021:3")]
    [InlineData("Contact:\ta@x\n", "", "ABI022:1")]
    [InlineData("Users:\t\tone\n", "", "ABI023:1")]
    [InlineData("May 2014", "Mai 2014", "ABI024:2")]
    [InlineData("3.15", "TBD", "ABI025:3")]
    [InlineData("a@x", "somebody", "ABI026:4")]
    [InlineData("May 2014", "May 2030", "ABI031:2")]
    [InlineData("/sys/a", "CONFIG_KETTLE", "ABI030:1")]
    [InlineData("/sys/a", "kettle_boil()", "ABI030:1")]
    [InlineData("/sys/a", "/proc/config.gz: CONFIG_KETTLE=y", "ABI030:1")]
    [InlineData("/sys/a", "EXPORT_SYMBOL_GPL(kettle_boil)", "ABI030:1")]
    public void What_the_README_asks_is_asked(string text, string instead, string finding) =>
        Assert.Equal([finding], Strict(Whole.Replace(text, instead, StringComparison.Ordinal)).Select(Place));

    [Fact]
    public void A_kernel_symbol_is_told_by_the_kernel_at_hand()
    {
        AbiSet set = AbiTexts.Set(("testing/a", Whole.Replace("/sys/a", "ip_queue", StringComparison.Ordinal)));
        Assert.Empty(AbiChecker.Check(set, new AbiCheckOptions { Strict = true }));
        Assert.Equal(["ABI030"], AbiChecker.Check(set, new AbiCheckOptions { Strict = true, IsKernelSymbol = n => n == "ip_queue" }).Select(f => f.Rule));
    }

    [Theory]
    [InlineData("Replaced by b. Will be removed in January 2026.", "")]
    [InlineData("Replaced by b. Will be removed in kernel 6.20.", "")]
    [InlineData("Replaced by b. Scheduled for removal after 2024-06-30.", "ABI032")]
    [InlineData("Replaced by b.", "ABI028")]
    [InlineData("Replaced by b. It will be removed some day.", "ABI028")]
    [InlineData("It will be removed in 2027.", "ABI027")]
    [InlineData("A thing.", "ABI027 ABI028")]
    public void An_obsolete_entry_says_why_and_when(string description, string rules)
    {
        AbiSet set = AbiTexts.Set(("obsolete/a", Whole.Replace("Text.", description, StringComparison.Ordinal)));
        Assert.Equal(rules, string.Join(' ', AbiChecker.Check(set, new AbiCheckOptions { Strict = true, AsOf = s_day }).Select(f => f.Rule)));
    }

    [Fact]
    public void One_name_in_several_entries_is_told_with_every_place()
    {
        AbiFinding twice = Assert.Single(AbiChecker.Check(AbiTexts.Set(("testing/a", Whole), ("testing/b", "\n" + Whole))));
        Assert.Equal(("ABI007", "testing/b", 2, "/sys/a"), (twice.Rule, twice.File, twice.Line, twice.What));
        Assert.Contains("testing/a:1; testing/b:2", twice.Message, StringComparison.Ordinal);
        AbiFinding levels = Assert.Single(AbiChecker.Check(AbiTexts.Set(("stable/a", Whole), ("testing/b", Whole))));
        Assert.Equal("ABI029", levels.Rule);
    }

    [Fact]
    public void The_fixtures_have_their_findings()
    {
        Assert.Equal(
            "ABI002 1, ABI003 1, ABI004 1, ABI006 1, ABI008 1, ABI009 2, ABI010 5, ABI011 2, ABI015 1",
            string.Join(", ", AbiChecker.Check(AbiTexts.FixtureTree).GroupBy(f => f.Rule).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));
    }

    [Fact]
    public void Every_rule_has_an_id_a_name_and_a_meaning_of_its_own()
    {
        Assert.Equal(AbiRules.All.Length, AbiRules.All.Select(r => r.Id).Distinct().Count());
        Assert.Equal(AbiRules.All.Length, AbiRules.All.Select(r => r.Name).Distinct().Count());
        Assert.Equal(AbiRules.All.Select(r => r.Id).Order(StringComparer.Ordinal), AbiRules.All.Select(r => r.Id));
        Assert.All(AbiRules.All, r => Assert.Matches("^ABI[0-9]{3}$", r.Id));
        Assert.All(AbiRules.All, r => Assert.EndsWith(".", r.Meaning, StringComparison.Ordinal));
        Assert.Equal(typeof(AbiRules).GetFields().Length, AbiRules.All.Length);
        Assert.Same(AbiRules.StableVanished, AbiRules.Find("abi040"));
        Assert.Same(AbiRules.StableVanished, AbiRules.Find("StableVanished"));
        Assert.Null(AbiRules.Find("ABI999"));
    }

    private static ImmutableArray<AbiFinding> Strict(string text) =>
        AbiChecker.Check(AbiTexts.Set(("testing/a", text)), new AbiCheckOptions { Strict = true, AsOf = s_day });

    private static string Place(AbiFinding finding) => $"{finding.Rule}:{finding.Line}";
}
