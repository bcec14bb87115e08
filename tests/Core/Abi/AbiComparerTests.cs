using System;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Comparing;
using KlpShell.Core.Abi.Searching;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>What became of names between two sets, and the verdict of the README.</summary>
public sealed class AbiComparerTests
{
    private static readonly AbiCompareOptions s_options = new() { AsOf = new DateOnly(2025, 1, 1), KernelVersion = new AbiKernelVersion(6, 12) };

    [Theory]
    [InlineData("testing", "stable", "May 2014", "Text.", "Text.", AbiVerdict.Allowed, "")]
    [InlineData("testing", "obsolete", "May 2014", "Text.", "Unused. To be removed in 2027.", AbiVerdict.Allowed, "")]
    [InlineData("testing", "obsolete", "May 2014", "Text.", "Unused.", AbiVerdict.Breach, "ABI050")]
    [InlineData("testing", "removed", "May 2014", "Text.", "Text.", AbiVerdict.Breach, "ABI044")]
    [InlineData("stable", "obsolete", "May 2014", "Text.", "Unused. To be removed in 2027.", AbiVerdict.Allowed, "")]
    [InlineData("stable", "obsolete", "May 2014", "Text.", "To be removed in 2027.", AbiVerdict.Breach, "ABI050")]
    [InlineData("stable", "obsolete", "May 2023", "Text.", "Unused. To be removed in 2027.", AbiVerdict.Breach, "ABI048")]
    [InlineData("stable", "obsolete", "Dec 2022", "Text.", "Unused. To be removed in 2027.", AbiVerdict.Allowed, "")]
    [InlineData("stable", "obsolete", "Jan 2023", "Text.", "Unused. To be removed in 2027.", AbiVerdict.Breach, "ABI048")]
    [InlineData("stable", "obsolete", "long ago", "Text.", "Unused. To be removed in 2027.", AbiVerdict.Unclear, "ABI049")]
    [InlineData("stable", "testing", "May 2014", "Text.", "Text.", AbiVerdict.Breach, "ABI051")]
    [InlineData("stable", "removed", "May 2014", "Text.", "Text.", AbiVerdict.Breach, "ABI045")]
    [InlineData("obsolete", "removed", "May 2014", "Unused. To be removed after 2024-06-30.", "Text.", AbiVerdict.Allowed, "")]
    [InlineData("obsolete", "removed", "May 2014", "Unused. To be removed in 2025.", "Text.", AbiVerdict.Breach, "ABI046")]
    [InlineData("obsolete", "removed", "May 2014", "Unused. To be removed in kernel 6.10.", "Text.", AbiVerdict.Allowed, "")]
    [InlineData("obsolete", "removed", "May 2014", "Unused. To be removed in kernel 6.13.", "Text.", AbiVerdict.Breach, "ABI046")]
    [InlineData("obsolete", "removed", "May 2014", "Unused. To be removed soon.", "Text.", AbiVerdict.Unclear, "ABI047")]
    [InlineData("obsolete", "stable", "May 2014", "Unused.", "Text.", AbiVerdict.Unclear, "ABI052")]
    [InlineData("removed", "testing", "May 2014", "Text.", "Text.", AbiVerdict.Unclear, "ABI053")]
    public void A_move_has_its_verdict(string from, string to, string date, string before, string after, AbiVerdict verdict, string rules)
    {
        AbiChange change = Assert.Single(Compare((from + "/a", Text("/sys/a", before, date)), (to + "/a", Text("/sys/a", after, date))).Changes);
        Assert.Equal((AbiChangeKind.Moved, from, to), (change.Kind, change.From!.Value.Folder(), change.To!.Value.Folder()));
        Assert.Equal((verdict, rules), (change.Verdict, string.Join(' ', change.Findings.Select(f => f.Rule))));
    }

    [Theory]
    [InlineData("stable", "ABI040", AbiVerdict.Breach)]
    [InlineData("testing", "ABI041", AbiVerdict.Breach)]
    [InlineData("obsolete", "ABI042", AbiVerdict.Breach)]
    [InlineData("removed", "ABI043", AbiVerdict.Unclear)]
    public void Nothing_vanishes(string level, string rule, AbiVerdict verdict)
    {
        AbiChange change = Assert.Single(Compare((level + "/a", Text("/sys/a") + Text("/sys/b")), (level + "/a", Text("/sys/b"))).Changes);
        Assert.Equal((AbiChangeKind.Gone, "/sys/a", verdict), (change.Kind, change.What, change.Verdict));
        Assert.Equal([rule], change.Findings.Select(f => f.Rule));
    }

    [Fact]
    public void Without_a_day_nothing_is_told_that_hangs_on_one()
    {
        AbiSet before = AbiTexts.Set(("stable/a", Text("/sys/a")), ("obsolete/b", Text("/sys/b", "Unused. To be removed after 2024-06-30.")));
        AbiSet after = AbiTexts.Set(("obsolete/a", Text("/sys/a", "Unused. To be removed in 2027.")), ("removed/b", Text("/sys/b")));
        Assert.Equal(["ABI049", "ABI047"], AbiComparer.Compare(before, after).Findings.Select(f => f.Rule));
    }

    [Fact]
    public void New_names_are_free_and_fields_are_named()
    {
        AbiComparison comparison = Compare(
            ("testing/a", "What: /sys/a\nDate: May 2014\nContact: a@x\nDescription: X\n"),
            ("testing/a", "What: /sys/a\nDate: May 2015\nContact: b@x\nDescription: Y\nUsers: u\nWhat: /sys/b/other\nDescription: Z\n"));
        Assert.Equal([AbiChangeKind.Changed, AbiChangeKind.Added], comparison.Changes.Select(c => c.Kind));
        Assert.Equal([AbiFieldKind.Date, AbiFieldKind.Contact, AbiFieldKind.Description, AbiFieldKind.Users], comparison.Changes[0].Fields.AsEnumerable());
        Assert.Equal(2, comparison.Changes.Count(c => c.Verdict == AbiVerdict.Allowed));
    }

    [Fact]
    public void A_stable_description_that_changed_is_to_be_read()
    {
        AbiChange change = Assert.Single(Compare(("stable/a", Text("/sys/a", "X")), ("stable/a", Text("/sys/a", "Y"))).Changes);
        Assert.Equal((AbiVerdict.Allowed, "ABI054"), (change.Verdict, change.Findings[0].Rule));
    }

    [Fact]
    public void An_entry_with_several_names_changes_once()
    {
        string names = "What: /sys/a\nWhat: /sys/b\n";
        Assert.Single(Compare(("testing/a", names + "Description: X\n"), ("testing/a", names + "Description: Y\n")).Changes);
    }

    [Theory]
    [InlineData("/sys/k/<a>/x", "/sys/k/<b>/x")]
    [InlineData("/sys/k/led0/x", "/sys/k/led<n>/x")]
    public void Another_placeholder_is_the_same_interface(string before, string after)
    {
        AbiChange change = Assert.Single(Compare(("testing/a", Text(before)), ("testing/a", Text(after))).Changes);
        Assert.Equal((AbiChangeKind.Respelled, after, AbiVerdict.Allowed), (change.Kind, change.NewName, change.Verdict));
    }

    [Fact]
    public void A_name_that_went_and_one_like_it_that_came_are_proposed_as_a_rename()
    {
        AbiComparison comparison = Compare(("testing/a", Text("/sys/class/kettle/k0/temp", "The heat of it.")), ("testing/a", Text("/sys/class/kettle/k0/temperature", "The heat of it.") + Text("/sys/other", "Else.")));
        AbiChange gone = Assert.Single(comparison.Of(AbiChangeKind.Gone));
        Assert.Equal(("/sys/class/kettle/k0/temperature", AbiVerdict.Breach), (gone.NewName, gone.Verdict));
        Assert.Equal(["ABI041", "ABI055"], gone.Findings.Select(f => f.Rule));
        Assert.InRange(gone.Similarity, 0.75, 0.99);
    }

    [Fact]
    public void What_is_no_ABI_may_go()
    {
        AbiComparison comparison = Compare(("stable/a", Text("CONFIG_KETTLE") + Text("kettle_boil()") + Text("/sys/a")), ("stable/a", Text("/sys/a")));
        Assert.Equal([AbiVerdict.Allowed, AbiVerdict.Allowed], comparison.Changes.Select(c => c.Verdict));
    }

    [Fact]
    public void A_name_of_two_levels_that_keeps_one_did_not_vanish()
    {
        AbiSet before = AbiTexts.Set(("stable/a", Text("/sys/a")), ("testing/a", Text("/sys/a")));
        AbiChange change = Assert.Single(AbiComparer.Compare(before, AbiTexts.Set(("stable/a", Text("/sys/a"))), s_options).Changes);
        Assert.Equal((AbiChangeKind.Moved, AbiLevel.Testing, AbiLevel.Stable), (change.Kind, change.From, change.To));
    }

    [Fact]
    public void Equal_sets_have_no_changes() => Assert.Empty(AbiComparer.Compare(AbiTexts.FixtureTree, AbiTexts.FixtureTree, s_options).Changes);

    [Theory]
    [InlineData("/sys/a", "removed", "ABI070")]
    [InlineData("/sys/b", "removed", "ABI070")]
    [InlineData("/sys/c", "removed", "ABI046")]
    [InlineData("/sys/a", "testing", "ABI071")]
    [InlineData("/sys/a", "stable", "ABI070")]
    [InlineData("/sys/b", "testing", "")]
    [InlineData("/sys/new", "testing", "ABI072")]
    [InlineData("CONFIG_X", "testing", "ABI030")]
    [InlineData("/sys/k/one/x", "testing", "")]
    public void What_a_patch_touches_is_held_against_the_entries(string what, string level, string rule)
    {
        AbiSet documented = AbiTexts.Set(
            ("stable/a", Text("/sys/a", "As it is.")), ("testing/b", Text("/sys/b") + Text("/sys/k/<x>/x")), ("obsolete/c", Text("/sys/c", "Unused. To be removed in 2027.")));
        AbiLevels.TryParse(level, out AbiLevel parsed);
        AbiEntry touched = new([what], parsed) { Description = "Another text." };
        Assert.Equal(rule, string.Join(' ', AbiTouchRules.Check(documented, [touched], s_options).Select(f => f.Rule)));
    }

    private static AbiComparison Compare((string File, string Text) before, (string File, string Text) after) =>
        AbiComparer.Compare(AbiTexts.Set(before), AbiTexts.Set(after), s_options);

    private static string Text(string what, string description = "Text.", string date = "May 2014") =>
        $"What:\t{what}\nDate:\t{date}\nDescription:\t{description}\n\n";
}
