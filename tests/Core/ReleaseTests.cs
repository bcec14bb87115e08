using Xunit;

namespace KlpShell.Core.Tests;

/// <summary>Which releases there are, and what is said of others.</summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData("b700e7f03d")]
    [InlineData("B700E7F03D")]
    [InlineData("b700e7f03df5d92f85fa5247fe1f557528d3363d")]
    public void The_first_commit_goes_by_any_length_of_its_hash(string text)
    {
        Assert.True(Release.TryParse(text, out Release? release, out string? problem), problem);
        Assert.Same(Release.Original, release);
    }

    [Theory]
    [InlineData("3.19", "Linux 3.19 never had livepatch; the first commit is b700e7f03d.")]
    [InlineData("b700", "The nearest is")]
    [InlineData("", "The nearest is")]
    public void Others_are_refused_with_the_nearest(string text, string reason)
    {
        Assert.False(Release.TryParse(text, out Release? release, out string? problem));
        Assert.Null(release);
        Assert.Contains(reason, problem, System.StringComparison.Ordinal);
    }
}
