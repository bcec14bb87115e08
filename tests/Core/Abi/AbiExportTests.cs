using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using KlpShell.Core.Abi.Writing;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>What is written reads back equal.</summary>
public sealed class AbiExportTests
{
    private static readonly AbiEntry s_entry = new(["/sys/a", "/sys/b..."], AbiLevel.Testing)
    {
        Date = "May 2014",
        KernelVersion = "3.15",
        Contact = ["A <a@x>", "B <b@x>"],
        Description = "One.\n\n  Two: `x`.\nWhat: three",
        Users = ["u1", "u2"],
    };

    [Fact]
    public void The_kernels_text()
    {
        string text = AbiTextWriter.Write([s_entry, new AbiEntry(["devfs"], AbiLevel.Testing)], "About.");
        Assert.Equal(
            "About.\n\nWhat:\t\t/sys/a\nWhat:\t\t/sys/b....\nDate:\t\tMay 2014\nKernelVersion:\t3.15\nContact:\tA <a@x>\n\t\tB <b@x>\n"
            + "Description:\n\t\tOne.\n\n\t\t  Two: `x`.\n\t\tWhat: three\nUsers:\t\tu1\n\t\tu2\n\nWhat:\t\tdevfs\nDescription:\n",
            text);
        ImmutableArray<AbiEntry> read = AbiTextReader.Read("testing/x", Encoding.UTF8.GetBytes(text)).Entries;
        Assert.Equal(2, read.Length);
        Assert.True(AbiEntries.SameContent(s_entry, read[0]));
    }

    [Fact]
    public void The_fixtures_read_back_equal()
    {
        AbiSet again = AbiTexts.Set([.. AbiTextWriter.WriteTree(AbiTexts.FixtureTree)]);
        Assert.Equal(AbiTexts.FixtureTree.Documents.Select(d => (d.File, d.Description)), again.Documents.Select(d => (d.File, d.Description)));
        Assert.All(AbiTexts.FixtureTree.Entries.Zip(again.Entries), p => Assert.True(AbiEntries.SameContent(p.First, p.Second), p.First.What[0]));
    }

    [Fact]
    public void Entries_from_elsewhere_get_a_file_for_each_level()
    {
        AbiEntry stable = s_entry with { Level = AbiLevel.Stable, File = "manifests/abi/all.yaml" };
        Assert.Equal(["stable/entries", "testing/entries"], AbiTextWriter.WriteTree(AbiSet.FromEntries([s_entry, stable])).Select(f => f.Path));
    }

    [Fact]
    public void JSON_reads_back_equal()
    {
        string json = AbiJson.Write([s_entry, .. AbiTexts.FixtureTree.Entries]);
        ImmutableArray<AbiEntry> read = AbiJson.Read(json, out string? problem);
        Assert.Null(problem);
        Assert.Equal(15, read.Length);
        Assert.True(AbiEntries.SameContent(s_entry, read[0]));
        Assert.All(AbiTexts.FixtureTree.Entries.Zip(read.Skip(1)), p => Assert.True(AbiEntries.SameContent(p.First, p.Second) && p.First.Line == p.Second.Line));
        Assert.Contains("\"what\": [", json, StringComparison.Ordinal);
        Assert.Contains("A <a@x>", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[{\"level\":\"new\"}]")]
    [InlineData("[{\"level\":\"stable\",\"what\":3}]")]
    public void What_is_no_list_of_entries_is_refused(string json)
    {
        Assert.Empty(AbiJson.Read(json, out string? problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void Markdown_has_a_heading_a_level_and_an_entry()
    {
        string page = AbiMarkdown.Write([s_entry, s_entry with { Level = AbiLevel.Stable, File = "stable/a", Line = 3 }]);
        Assert.StartsWith("# Stable\n\n## `/sys/a`, `/sys/b...`\n\n- Date: May 2014\n- Kernel version: 3.15\n- Contact: A \\<a@x\\>; B \\<b@x\\>\n- Users: u1; u2\n- Place: stable/a:3\n\n```text\nOne.\n", page, StringComparison.Ordinal);
        Assert.Contains("\n\n# Testing\n", page, StringComparison.Ordinal);
    }
}
