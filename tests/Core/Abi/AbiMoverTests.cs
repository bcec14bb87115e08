using System;
using System.Linq;
using System.Text;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Rules;
using KlpShell.Core.Abi.Searching;
using KlpShell.Core.Abi.Writing;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Moving an entry between levels, and what is left of the files.</summary>
public sealed class AbiMoverTests
{
    private const string First = "What:\t\t/sys/a\nDate:\t\tMay 2014\nContact:\ta@x\nDescription:\n\t\tOne.\nUsers:\t\tu1\n";
    private const string Second = "What:\t\t/sys/b\nDate:\t\tMay 2014\nContact:\tb@x\nDescription:\tTwo.\n";

    private static readonly AbiMoveRequest s_request = new(AbiLevel.Obsolete)
    {
        Reason = "the kettle  has a new driver.",
        RemovalDate = new DateOnly(2027, 6, 30),
        AsOf = new DateOnly(2025, 1, 1),
    };

    [Fact]
    public void The_entry_goes_and_the_others_stay()
    {
        AbiMovePlan plan = Plan("About.\n\n" + First + "\n" + Second, 0, s_request);
        Assert.Equal("About.\n\n" + Second, Text(plan.Edits[0].After));
        Assert.Equal(("testing/a", "obsolete/a"), (plan.Edits[0].Path, plan.Edits[1].Path));
        Assert.Null(plan.Edits[1].Before);
        Assert.Equal(
            First.Replace("One.\n", "One.\n\n\t\tObsolete since 2025-01-01, because: the kettle has a new driver.\n\t\tIt will be removed after 2027-06-30.\n", StringComparison.Ordinal),
            Text(plan.Edits[1].After));
        Assert.True(plan.IsAllowed);
        Assert.Empty(plan.Findings);
        Assert.Equal(["u1", "a@x"], plan.Told.AsEnumerable());
    }

    [Fact]
    public void The_notice_that_is_written_is_read()
    {
        AbiMovePlan plan = Plan(First, 0, s_request);
        AbiNotice notice = AbiNotice.Read(plan.After);
        Assert.Equal((true, new DateOnly(2027, 6, 30)), (notice.SaysWhy, notice.After!.Value.Last));
        AbiNotice version = AbiNotice.Read(Plan(First, 0, s_request with { RemovalDate = null, RemovalVersion = new AbiKernelVersion(6, 20) }).After);
        Assert.Equal(new AbiKernelVersion(6, 20), version.Version);
    }

    [Fact]
    public void A_file_of_which_nothing_is_left_goes()
    {
        Assert.Null(Plan(First, 0, s_request).Edits[0].After);
        Assert.Equal("About.\n", Text(Plan("About.\n\n" + First, 0, s_request).Edits[0].After));
    }

    [Fact]
    public void The_last_entry_takes_the_empty_line_before_it_along() =>
        Assert.Equal(First, Text(Plan(First + "\n\n" + Second, 1, s_request).Edits[0].After));

    [Theory]
    [InlineData("What:\t/sys/c\nDescription:\tX\n", "What:\t/sys/c\nDescription:\tX\n\n")]
    [InlineData("What:\t/sys/c\nDescription:\tX\n\n", "What:\t/sys/c\nDescription:\tX\n\n")]
    [InlineData("What:\t/sys/c\nDescription:\tX", "What:\t/sys/c\nDescription:\tX\n\n")]
    public void The_entry_is_put_behind_those_that_are_there(string existing, string before)
    {
        AbiMovePlan plan = Plan(Second, 0, new AbiMoveRequest(AbiLevel.Stable), existing);
        Assert.Equal(before + Second, Text(plan.Edits[1].After));
    }

    [Theory]
    [InlineData("What:\t/sys/a\nDescription:\tOne.", "What:\t/sys/a\nDescription:\tOne.\n\n\t\tObsolete because: old.\n")]
    [InlineData("What:\t/sys/a\nDescription:\n        One.\n\n", "What:\t/sys/a\nDescription:\n        One.\n\n        Obsolete because: old.\n")]
    [InlineData("What:\t/sys/a\nDescription:\nUsers:\tu\n", "What:\t/sys/a\nDescription:\n\t\tObsolete because: old.\nUsers:\tu\n")]
    [InlineData("What:\t/sys/a\nUsers:\tu\n", "What:\t/sys/a\nUsers:\tu\nDescription:\n\t\tObsolete because: old.\n")]
    [InlineData("What:\t/sys/a\r\nDescription:\tOne.\r\n\t\tMore.\r\n", "What:\t/sys/a\r\nDescription:\tOne.\r\n\t\tMore.\r\n\r\n\t\tObsolete because: old.\r\n")]
    public void The_notice_stands_as_the_description_does(string text, string expected) =>
        Assert.Equal(expected, Text(Plan(text, 0, new AbiMoveRequest(AbiLevel.Obsolete) { Reason = "old" }).Edits[1].After));

    [Fact]
    public void A_move_that_the_rules_forbid_says_so_and_is_worked_out_all_the_same()
    {
        AbiMovePlan plan = Plan(First, 0, new AbiMoveRequest(AbiLevel.Removed) { Reason = "gone", KernelVersion = new AbiKernelVersion(6, 13) });
        Assert.False(plan.IsAllowed);
        Assert.Equal(["ABI044"], plan.Findings.Select(f => f.Rule));
        Assert.EndsWith("Removed in kernel 6.13 because: gone.", plan.After.Description, StringComparison.Ordinal);
        Assert.Equal(["ABI050"], Plan(First, 0, s_request with { Reason = "" }).Findings.Select(f => f.Rule));
    }

    [Fact]
    public void Every_entry_of_the_fixtures_moves_alone()
    {
        foreach (AbiEntry entry in AbiTexts.FixtureTree.Entries)
        {
            foreach (AbiLevel level in AbiLevels.All.Where(l => l != entry.Level))
            {
                AbiMovePlan plan = AbiMover.Plan(entry, s_request with { To = level }, path => AbiTexts.FixtureTree.Documents.FirstOrDefault(d => d.File == path)?.Bytes);
                AbiMovedFiles.AssertOnlyOneMoved(entry, plan);
            }
        }
    }

    [Fact]
    public void What_has_no_file_or_is_there_already_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AbiMover.Plan(new AbiEntry(["/sys/a"], AbiLevel.Testing), s_request, _ => null));
        Assert.Throws<ArgumentException>(() => Plan(First, 0, new AbiMoveRequest(AbiLevel.Testing)));
    }

    [Theory]
    [InlineData("testing/a", "obsolete/a")]
    [InlineData("/x/testing/Documentation/ABI/testing/a", "/x/testing/Documentation/ABI/obsolete/a")]
    [InlineData("draft/a", "draft/obsolete/a")]
    public void The_target_lies_beside(string file, string target) =>
        Assert.Equal(target, AbiMover.TargetOf(file, AbiLevel.Testing, AbiLevel.Obsolete));

    private static AbiMovePlan Plan(string text, int entry, AbiMoveRequest request, string? existing = null) =>
        AbiMover.Plan(AbiTexts.Document(text, "testing/a").Entries[entry], request, _ => existing is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(existing));

    private static string Text(ReadOnlyMemory<byte>? bytes) => Encoding.UTF8.GetString(bytes!.Value.Span);
}
