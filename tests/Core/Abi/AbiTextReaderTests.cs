using System;
using System.Linq;
using System.Text;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>The kernel's text format, with the quirks of the parser that defines it.</summary>
public sealed class AbiTextReaderTests
{
    [Fact]
    public void Each_field_is_read_with_its_place()
    {
        AbiEntry entry = AbiTexts.Entry("What:\t\t/sys/a\nDate:\t\tMay 2014\nKernelVersion:\t3.15\nContact:\tA <a@x>\n\t\tB <b@x>\nDescription:\tText.\nUsers:\t\tone\n\t\ttwo\n");
        Assert.Equal(["/sys/a"], entry.What.AsEnumerable());
        Assert.Equal((AbiLevel.Testing, "May 2014", "3.15", "Text."), (entry.Level, entry.Date, entry.KernelVersion, entry.Description));
        Assert.Equal(["A <a@x>", "B <b@x>"], entry.Contact.AsEnumerable());
        Assert.Equal(["one", "two"], entry.Users.AsEnumerable());
        Assert.Equal(("testing/file", 1), (entry.File, entry.Line));
        Assert.Equal([1, 2, 3, 4, 6, 7], entry.Source!.Fields.Select(f => f.Line));
    }

    [Fact]
    public void The_bytes_of_the_fields_are_those_of_the_entry_and_of_the_entries_those_of_the_file()
    {
        foreach (AbiDocument document in AbiTexts.FixtureTree.Documents)
        {
            int end = document.Entries[0].Source!.Span.Start;
            foreach (AbiEntry entry in document.Entries)
            {
                Assert.Equal(end, entry.Source!.Span.Start);
                foreach (AbiField field in entry.Source.Fields)
                {
                    Assert.Equal(end, field.Span.Start);
                    Assert.StartsWith(field.Tag, AbiBytes.Text(document.Bytes.Span.Slice(field.Span.Start, field.Span.Length)), StringComparison.Ordinal);
                    end = field.Span.End;
                }
                Assert.Equal(end, entry.Source.Span.End);
            }
            Assert.Equal(document.Bytes.Length, end);
        }
    }

    [Fact]
    public void The_fixture_tree_has_its_entries_and_nothing_that_is_to_be_skipped()
    {
        AbiSet set = AbiTexts.FixtureTree;
        Assert.Equal((5, 14), (set.Documents.Length, set.Entries.Length));
        Assert.Equal([3, 8, 2, 1], AbiLevels.All.Select(l => set.Entries.Count(e => e.Level == l)));
        Assert.DoesNotContain("/sys/never/read", set.Names);
    }

    [Fact]
    public void Names_in_a_row_are_one_entry_and_lose_one_mark_at_their_end()
    {
        AbiDocument document = AbiTexts.Document("What:\t/sys/a,\nWhat:\t/sys/b;\nWhat:\t/sys/...\nDescription:\tX\nWhat:\t/sys/d\nDescription:\tY\n");
        Assert.Equal(["/sys/a", "/sys/b", "/sys/.."], document.Entries[0].What.AsEnumerable());
        Assert.Equal(["/sys/d"], document.Entries[1].What.AsEnumerable());
    }

    [Fact]
    public void Lines_below_a_name_are_more_names_when_they_are_paths()
    {
        AbiDocument document = AbiTexts.Document("What:\t/sys/a\n\t\t/sys/b\n\t\tor so\nDescription:\tX\n");
        Assert.Equal(["/sys/a", "/sys/b"], document.Entries[0].What.AsEnumerable());
        Assert.Equal(["/sys/b"], document.Entries[0].Source!.ContinuedNames.AsEnumerable());
        Assert.Equal(["ABI009:2", "ABI008:3"], AbiTexts.Rules(document));
    }

    [Theory]
    [InlineData("Contacts:\tA <a@x>", "ABI010")]
    [InlineData("Updated:\tMay 2014", "ABI010")]
    [InlineData("User:\tone", "ABI003")]
    [InlineData("Maintainer:\tone", "ABI003")]
    public void A_tag_that_is_not_spelled_right_fills_no_field_and_is_told(string line, string rule)
    {
        AbiDocument document = AbiTexts.Document($"What:\t/sys/a\n{line}\nDescription:\tX\n");
        AbiEntry entry = document.Entries[0];
        Assert.Equal(("", 0, 0), (entry.Date, entry.Contact.Length, entry.Users.Length));
        AbiFinding problem = Assert.Single(document.Problems);
        Assert.Equal((rule, 2, "/sys/a"), (problem.Rule, problem.Line, problem.What));
        Assert.Contains("meant?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_with_a_known_word_in_it_ends_a_description_and_another_does_not()
    {
        AbiEntry entry = AbiTexts.Entry("What:\t/sys/a\nDescription:\tX\nNote: text\nUpdate: no text\n");
        Assert.Equal("X\nNote: text", entry.Description);
    }

    [Fact]
    public void A_field_without_its_colon_is_text_of_the_one_before_and_is_told()
    {
        AbiDocument document = AbiTexts.Document("What:\t/sys/a\nDate:\tMay 2014\nKernelVersion\tv3.15\nDescription:\tX\nUsers none\n");
        Assert.Equal(("May 2014 KernelVersion v3.15", "", "X\nUsers none"), (document.Entries[0].Date, document.Entries[0].KernelVersion, document.Entries[0].Description));
        Assert.Equal(["ABI015:3"], AbiTexts.Rules(document));
    }

    [Fact]
    public void Where_is_read_as_What()
    {
        AbiDocument document = AbiTexts.Document("Where:\t/sys/a\nDescription:\tX\n");
        Assert.Equal(["/sys/a"], document.Entries[0].What.AsEnumerable());
        Assert.Equal(["ABI004:1"], AbiTexts.Rules(document));
    }

    [Fact]
    public void The_last_colon_of_the_first_word_ends_the_tag()
    {
        AbiEntry entry = AbiTexts.Entry("What:/sys/a:b\tc\nDescription:\tX\n");
        Assert.Equal(["b c"], entry.What.AsEnumerable());
    }

    [Fact]
    public void Text_before_the_first_tag_describes_the_file_and_fields_there_are_told()
    {
        AbiDocument document = AbiTexts.Document("About: this.\nDate: today\n\nWhat:\t/sys/a\nDescription:\tX\n");
        Assert.Equal("About: this.\nDate: today", document.Description);
        Assert.Equal(["ABI005:2"], AbiTexts.Rules(document));
    }

    [Theory]
    [InlineData("Description:\tone\n\t\ttwo\n", "one\ntwo")]
    [InlineData("Description:\n\tone\n\t  two\n", "one\n  two")]
    [InlineData("Description:\n\t\tone\n    two\n\t\tthree\n", "one\n    two\n                three")]
    [InlineData("Description:\n\n\n        one\n\ttwo\n\n", "one\ntwo")]
    [InlineData("Description:\tone\ttab\n\t\ttwo\ttab", "one     tab\ntwo     tab")]
    [InlineData("Description:\tone\n\nDescription:\ttwo\n", "one\n\ntwo")]
    public void The_indent_of_the_first_line_is_taken_off(string field, string expected) =>
        Assert.Equal(expected, AbiTexts.Entry("What:\t/sys/a\n" + field).Description);

    [Fact]
    public void A_field_said_twice_counts_as_said_last()
    {
        AbiDocument document = AbiTexts.Document("What:\t/sys/a\nDate:\tMay 2014\nDate:\tJune 2014\nDescription:\tX\n");
        Assert.Equal("June 2014", document.Entries[0].Date);
        Assert.Equal(["ABI011:3"], AbiTexts.Rules(document));
    }

    [Fact]
    public void Missing_names_and_descriptions_are_told_where_they_are_missing()
    {
        AbiDocument document = AbiTexts.Document("What:\nDate:\tMay 2014\nDescription:\tX\nWhat:\t/sys/b\nDate:\tMay 2014\n");
        Assert.Equal(["ABI012:1", "ABI006:4"], AbiTexts.Rules(document));
        Assert.Empty(document.Entries[0].What);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_shown_and_told()
    {
        byte[] bytes = [.. "What:\t/sys/a\nContact:\tRen"u8, 0xe9, .. " <r@x>\nDescription:\tX\n"u8];
        AbiDocument document = AbiTextReader.Read("testing/file", bytes);
        Assert.Equal(["Ren\\xe9 <r@x>"], document.Entries[0].Contact.AsEnumerable());
        Assert.Equal(["ABI002:2"], AbiTexts.Rules(document));
    }

    [Fact]
    public void Lines_that_end_in_CR_LF_read_the_same()
    {
        string text = "About.\n\nWhat:\t/sys/a\n\t\t/sys/b\nContact:\tA <a@x>\nDescription:\n\t\tone\n\n\t\ttwo\n";
        Assert.True(AbiEntries.SameContent(AbiTexts.Entry(text), AbiTexts.Entry(text.Replace("\n", "\r\n", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("stable/x", AbiLevel.Stable)]
    [InlineData("removed/sub/x", AbiLevel.Removed)]
    [InlineData("/src/testing/linux/Documentation/ABI/obsolete/x", AbiLevel.Obsolete)]
    [InlineData("/any/where/removed/x", AbiLevel.Removed)]
    public void The_level_is_the_folder(string file, AbiLevel level) => Assert.Equal(level, AbiTexts.Entry("What: /sys/a\nDescription: X\n", file).Level);

    [Fact]
    public void A_file_outside_of_the_four_folders_is_told()
    {
        AbiDocument document = AbiTexts.Document("What: /sys/a\nDescription: X\n", "draft/x");
        Assert.Equal(["ABI013:0"], AbiTexts.Rules(document));
        Assert.Empty(AbiTextReader.Read("draft/x", "What: /sys/a\nDescription: X\n"u8.ToArray(), AbiLevel.Stable).Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("Only text.\n")]
    public void A_file_without_entries_is_told(string text) => Assert.Equal(["ABI014:0"], AbiTexts.Rules(AbiTexts.Document(text)));

    [Fact]
    public void What_is_no_text_is_refused_with_the_reason()
    {
        Assert.Contains("binary", Refused([0x7f, (byte)'E', (byte)'L', (byte)'F', 0]), StringComparison.Ordinal);
        Assert.Contains("UTF-16", Refused([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("What: /sys/a\n")]), StringComparison.Ordinal);
        Assert.Contains("line 2 is longer", Refused(Encoding.ASCII.GetBytes("What: /sys/a\n" + new string('x', AbiTextReader.MaxLineBytes + 1))), StringComparison.Ordinal);
        Assert.Contains("16,777,217 bytes", Refused(new byte[AbiTextReader.MaxFileBytes + 1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_never_throw_and_what_is_read_covers_the_file()
    {
        var random = new Random(4712);
        string[] pieces = ["What:", "Where:", "Date: ", "description:", "Users:", ":", "\t", " ", "\n", "\n", "\n\t\t", "/sys/a", "é", ",", "x", "\r\n", "What:\t/sys/b\n"];
        for (int i = 0; i < 2000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)]));
            AbiDocument document = AbiTexts.Document(text);
            if (document.Entries.Length > 0)
                Assert.Equal(document.Bytes.Length, document.Entries[^1].Source!.Span.End);
        }
    }

    private static string Refused(byte[] bytes)
    {
        AbiDocument document = AbiTextReader.Read("testing/file", bytes);
        Assert.Empty(document.Entries);
        AbiFinding problem = Assert.Single(document.Problems);
        Assert.Equal("ABI001", problem.Rule);
        return problem.Message;
    }
}
