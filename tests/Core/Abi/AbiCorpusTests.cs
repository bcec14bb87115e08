using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Comparing;
using KlpShell.Core.Abi.Reading;
using KlpShell.Core.Abi.Rules;
using KlpShell.Core.Abi.Searching;
using KlpShell.Core.Abi.Writing;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>The whole Documentation/ABI of two kernels, where a machine has them.</summary>
public sealed class AbiCorpusTests
{
    [SkippableTheory]
    [InlineData("6.1", 565, 4060, 5200, 157, 499, 3433, 116, 12)]
    [InlineData("6.12", 620, 4514, 5742, 175, 538, 3847, 114, 15)]
    public void Everything_is_read(string version, int files, int entries, int names, int untagged, int stable, int testing, int obsolete, int removed)
    {
        AbiSet set = Read(version);
        Assert.Equal(files, set.Documents.Length);
        Assert.Equal(entries, set.Entries.Length);
        Assert.Equal(untagged, set.Entries.Sum(e => e.Source!.ContinuedNames.Length));
        Assert.Equal(names, set.Entries.Sum(e => e.What.Length) - untagged);
        Assert.Equal([stable, testing, obsolete, removed], AbiLevels.All.Select(l => set.Entries.Count(e => e.Level == l)));
    }

    [SkippableTheory]
    [InlineData("6.1", 1741, 582, 360, 3726, 317)]
    [InlineData("6.12", 1926, 644, 392, 4158, 334)]
    public void The_fields_that_are_missing_are_counted(string version, int kernelVersion, int date, int contact, int users, int several)
    {
        AbiSet set = Read(version);
        Assert.Equal(
            [kernelVersion, date, contact, users],
            new[] { AbiFieldKind.KernelVersion, AbiFieldKind.Date, AbiFieldKind.Contact, AbiFieldKind.Users }
                .Select(k => set.Entries.Count(e => e.Source!.Fields.All(f => f.Kind != k))));
        Assert.Equal(several, set.Entries.Count(e => e.What.Length - e.Source!.ContinuedNames.Length > 1));
    }

    [SkippableTheory]
    [InlineData("6.1", "ABI006 1, ABI008 1, ABI009 157, ABI010 1, ABI011 11, ABI015 53, ABI029 2")]
    [InlineData("6.12", "ABI006 1, ABI008 1, ABI009 175, ABI010 1, ABI011 17, ABI015 80, ABI029 2")]
    public void What_is_wrong_with_the_form_is_counted(string version, string expected) =>
        Assert.Equal(expected, string.Join(", ", AbiChecker.Check(Read(version)).GroupBy(f => f.Rule).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));

    [SkippableTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void What_is_written_reads_back_equal(string version)
    {
        AbiSet set = Read(version);
        AbiSet again = AbiTreeReader.Read(new AbiMemoryFiles(AbiTextWriter.WriteTree(set).ToDictionary(f => f.Path, f => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(f.Text))));
        Assert.Equal(set.Documents.Select(d => (d.File, d.Description)), again.Documents.Select(d => (d.File, d.Description)));
        Assert.Equal(set.Entries.Length, again.Entries.Length);
        Assert.All(set.Entries.Zip(again.Entries), p => Assert.True(AbiEntries.SameContent(p.First, p.Second), p.First.File + ":" + p.First.Line));
        ImmutableArray<AbiEntry> json = AbiJson.Read(AbiJson.Write(set.Entries), out string? problem);
        Assert.Null(problem);
        Assert.All(set.Entries.Zip(json), p => Assert.True(AbiEntries.SameContent(p.First, p.Second), p.First.File + ":" + p.First.Line));
    }

    [SkippableTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Every_entry_moved_leaves_the_others_as_they_were(string version)
    {
        AbiSet set = Read(version);
        Dictionary<string, AbiDocument> files = set.Documents.ToDictionary(d => d.File);
        var request = new AbiMoveRequest(AbiLevel.Obsolete) { Reason = "the device is gone", RemovalDate = new DateOnly(2027, 1, 31), AsOf = new DateOnly(2025, 1, 1) };
        foreach (AbiEntry entry in set.Entries.Where(e => e.Level is AbiLevel.Stable or AbiLevel.Testing && e.What.Length > 0))
        {
            AbiMovePlan plan = AbiMover.Plan(entry, request, path => files.TryGetValue(path, out AbiDocument? d) ? d.Bytes : null);
            AbiMovedFiles.AssertOnlyOneMoved(entry, plan);
            Assert.DoesNotContain(plan.Findings, f => f.Rule == AbiRules.ObsoleteWithoutNotice.Id);
        }
    }

    [SkippableTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Every_name_finds_its_entry(string version)
    {
        AbiSet set = Read(version);
        foreach (AbiEntry entry in set.Entries)
        {
            foreach (string name in entry.What)
                Assert.Contains(entry, set.Named(name));
        }
    }

    [SkippableFact]
    public void What_became_of_6_1_in_6_12_is_told()
    {
        AbiComparison comparison = AbiComparer.Compare(Read("6.1"), Read("6.12"), new AbiCompareOptions { AsOf = new DateOnly(2024, 11, 17), KernelVersion = new AbiKernelVersion(6, 12) });
        Assert.Equal(
            [
                "Added Stable Allowed 50", "Added Testing Allowed 670",
                "Changed Obsolete Obsolete Allowed 2", "Changed Removed Removed Allowed 1", "Changed Stable Stable Allowed 12", "Changed Testing Testing Allowed 264",
                "Gone Stable Breach 1", "Gone Testing Breach 158",
                "Moved Obsolete Removed Allowed 1", "Moved Obsolete Removed Unclear 1", "Moved Stable Removed Breach 1",
                "Respelled Testing Testing Allowed 8",
            ],
            comparison.Changes.GroupBy(c => string.Join(' ', new[] { $"{c.Kind}", $"{c.From}", $"{c.To}", $"{c.Verdict}" }.Where(t => t.Length > 0)))
                .Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void The_worked_example_lists_every_breach()
    {
        AbiComparison comparison = AbiComparer.Compare(Read("6.1"), Read("6.12"), new AbiCompareOptions { AsOf = new DateOnly(2024, 11, 17), KernelVersion = new AbiKernelVersion(6, 12) });
        string page = System.IO.File.ReadAllText(System.IO.Path.Combine(AbiTexts.Fixtures, "..", "..", "..", "..", "docs", "abi-6.1-to-6.12.md"));
        foreach (AbiChange change in comparison.Changes.Where(c => c.Verdict != AbiVerdict.Allowed || c.Kind == AbiChangeKind.Respelled))
            Assert.Contains($"`{change.What}`" + (change.NewName.Length > 0 ? $" | `{change.NewName}`" : ""), page, StringComparison.Ordinal);
        Assert.Equal(comparison.Of(AbiChangeKind.Gone).Count(), page.Split("\n## Gone")[1..].Sum(part => part.Split("\n## ")[0].Split('\n').Count(line => line.StartsWith("- `/", StringComparison.Ordinal) || line.StartsWith("| `/", StringComparison.Ordinal))));
    }

    [SkippableFact]
    public void No_name_vanishes_or_changes_its_level_untold()
    {
        AbiSet before = Read("6.1");
        AbiSet after = Read("6.12");
        HashSet<string> told = [.. AbiComparer.Compare(before, after).Changes.Where(c => c.Kind != AbiChangeKind.Changed).Select(c => c.What)];
        foreach (string name in before.Names)
        {
            IEnumerable<AbiLevel> was = before.Named(name).Select(e => e.Level).Distinct().Order();
            if (!was.SequenceEqual(after.Named(name).Select(e => e.Level).Distinct().Order()))
                Assert.Contains(name, told);
        }
    }

    private static AbiSet Read(string version)
    {
        string? folder = AbiTexts.Corpus(version);
        Skip.If(folder is null, AbiTexts.NoCorpus);
        return AbiTreeReader.Read(new AbiFolder(folder));
    }
}
