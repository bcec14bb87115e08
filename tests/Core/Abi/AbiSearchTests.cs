using System;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Searching;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Searching the fixture tree.</summary>
public sealed class AbiSearchTests
{
    [Fact]
    public void By_wildcard_over_the_whole_name()
    {
        Assert.Equal(2, Count(new AbiQuery { What = "/sys/class/oldkettle/*" }));
        Assert.Equal(0, Count(new AbiQuery { What = "oldkettle" }));
        Assert.Equal(1, Count(new AbiQuery { What = "/SYS/class/kettle/<kettle>/lid" }));
        Assert.Equal(1, Count(new AbiQuery { What = "kettl?fs" }));
    }

    [Fact]
    public void By_regular_expression_anywhere_in_a_name()
    {
        Assert.Equal(7, Count(new AbiQuery { Pattern = "bus/kettle|kettlefs|^kettle boils" }));
        Assert.Equal(1, Count(new AbiQuery { Pattern = "SPOUT$" }));
    }

    [Fact]
    public void By_path()
    {
        AbiEntry entry = Assert.Single(AbiSearch.Find(AbiTexts.FixtureTree, new AbiQuery { Path = "/sys/class/kettle/k0/spout" }).Entries);
        Assert.Contains("/sys/class/kettle/<kettle>/spout", entry.What);
    }

    [Fact]
    public void By_level_contact_user_and_text()
    {
        Assert.Equal(3, Count(new AbiQuery { Levels = [AbiLevel.Obsolete, AbiLevel.Removed] }));
        Assert.Equal(1, Count(new AbiQuery { Contact = "brewer" }));
        Assert.Equal(1, Count(new AbiQuery { Contact = "*<mary@kettle.example>" }));
        Assert.Equal(2, Count(new AbiQuery { User = "pourd" }));
        Assert.Equal(1, Count(new AbiQuery { User = "pourd", Levels = [AbiLevel.Stable] }));
        Assert.Equal(1, Count(new AbiQuery { Text = "MILLILITRES" }));
    }

    [Fact]
    public void By_kernel_version_where_it_can_be_read()
    {
        Assert.Equal(["2.6.17", "2.6.17"], Versions(new AbiQuery { Until = new AbiKernelVersion(3, 0) }));
        Assert.Equal(["3.10-rc2", "3.11"], Versions(new AbiQuery { Since = new AbiKernelVersion(3, 2) }));
        Assert.Equal(["3.1", "v3.1"], Versions(new AbiQuery { Since = new AbiKernelVersion(3, 1), Until = new AbiKernelVersion(3, 9) }));
    }

    [Fact]
    public void What_cannot_be_searched_is_said()
    {
        Assert.Contains("no regular expression", Problem(new AbiQuery { Pattern = "(" }), StringComparison.Ordinal);
        Assert.Contains("no absolute path", Problem(new AbiQuery { Path = "kettle" }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_regular_expression_that_takes_too_long_is_stopped()
    {
        AbiSet set = AbiSet.FromEntries([new AbiEntry([new string('a', 60)], AbiLevel.Testing)]);
        AbiSearchResult result = AbiSearch.Find(set, new AbiQuery { Pattern = "(a+)+$b", Timeout = TimeSpan.FromMilliseconds(50) });
        Assert.Contains("took longer than 0.05 s", result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.19", 3, 19, 0, 0)]
    [InlineData("v6.1", 6, 1, 0, 0)]
    [InlineData("2.6.16.3", 2, 6, 16, 0)]
    [InlineData(" 4.0-rc1 ", 4, 0, 0, 1)]
    public void Versions_are_read(string text, int major, int minor, int patch, int candidate)
    {
        Assert.True(AbiKernelVersion.TryParse(text, out AbiKernelVersion version));
        Assert.Equal((major, minor, patch, candidate), (version.Major, version.Minor, version.Patch, version.Candidate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("TBD")]
    [InlineData("6")]
    [InlineData("since at least 2.6.x")]
    [InlineData("2.6.12?")]
    [InlineData("5.1, 5.2")]
    [InlineData("1.2.3.4.5")]
    [InlineData("4.0-rc")]
    [InlineData("99999999999.1")]
    public void What_is_no_version_is_not_guessed(string text) => Assert.False(AbiKernelVersion.TryParse(text, out _));

    [Fact]
    public void Versions_have_an_order()
    {
        string[] ordered = ["2.6.9", "2.6.16", "2.6.16.3", "3.0-rc1", "3.0-rc2", "3.0", "3.19", "4.0", "6.12"];
        AbiKernelVersion[] versions = [.. ordered.Select(t => AbiKernelVersion.TryParse(t, out AbiKernelVersion v) ? v : default)];
        Assert.Equal(versions, versions.Reverse().Order());
        Assert.Equal(ordered, versions.Select(v => v.ToString()));
        Assert.True(versions[0] < versions[1] && versions[1] <= versions[1] && versions[2] > versions[1] && versions[2] >= versions[2]);
    }

    [Theory]
    [InlineData("Nov 2014", "2014-11-01", "2014-11-30")]
    [InlineData("May, 2015", "2015-05-01", "2015-05-31")]
    [InlineData("September. 2009", "2009-09-01", "2009-09-30")]
    [InlineData("Sept. 3, 2012", "2012-09-03", "2012-09-03")]
    [InlineData("3 February 2012", "2012-02-03", "2012-02-03")]
    [InlineData("12th March 2012", "2012-03-12", "2012-03-12")]
    [InlineData("14-Jan-2014", "2014-01-14", "2014-01-14")]
    [InlineData("2014-11-30", "2014-11-30", "2014-11-30")]
    [InlineData("2014/2", "2014-02-01", "2014-02-28")]
    [InlineData("06/2014", "2014-06-01", "2014-06-30")]
    [InlineData("2014", "2014-01-01", "2014-12-31")]
    public void Dates_are_read_as_exactly_as_they_are_written(string text, string first, string last)
    {
        Assert.True(AbiDate.TryParse(text, out AbiDate date));
        Assert.Equal((first, last), ($"{date.First:yyyy-MM-dd}", $"{date.Last:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mai 2012")]
    [InlineData("Januari 2014")]
    [InlineData("pre-git history")]
    [InlineData("03/04/2010")]
    [InlineData("July 2005 (scheduled), finally removed in kernel v2.6.18")]
    [InlineData("Feb 30, 2012")]
    [InlineData("May 14")]
    [InlineData("June")]
    public void What_is_no_date_is_not_guessed(string text) => Assert.False(AbiDate.TryParse(text, out _));

    private static int Count(AbiQuery query) => AbiSearch.Find(AbiTexts.FixtureTree, query).Entries.Length;

    private static string[] Versions(AbiQuery query) =>
        [.. AbiSearch.Find(AbiTexts.FixtureTree, query).Entries.Select(e => e.KernelVersion).Order(StringComparer.Ordinal)];

    private static string Problem(AbiQuery query)
    {
        AbiSearchResult result = AbiSearch.Find(AbiTexts.FixtureTree, query);
        Assert.Equal(ImmutableArray<AbiEntry>.Empty, result.Entries);
        return result.Problem ?? "";
    }
}
