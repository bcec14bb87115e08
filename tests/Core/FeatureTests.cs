using System;
using System.Linq;
using Xunit;

namespace KlpShell.Core.Tests;

/// <summary>The four releases: what names them, and what each has.</summary>
public sealed class FeatureTests
{
    [Theory]
    [InlineData("b700e7f03d", "b700e7f03d")]
    [InlineData("b700e7f03df5d92f85fa5247fe1f557528d3363d", "b700e7f03d")]
    [InlineData("4.1", "4.1")]
    [InlineData("4.1.52", "4.1")]
    [InlineData("6.1.192", "6.1")]
    [InlineData("6.12", "6.12")]
    [InlineData("6.12.117", "6.12")]
    [InlineData("6.12-rc3", "6.12")]
    public void A_patch_level_is_its_release(string text, string name)
    {
        Assert.True(Release.TryParse(text, out Release? release, out _));
        Assert.Equal(name, release!.Name);
    }

    [Theory]
    [InlineData("3.19", "Linux 3.19 never had livepatch; the first commit is b700e7f03d.")]
    [InlineData("4.12", "The nearest is 4.1.")]
    [InlineData("5.15.3", "The nearest is 6.1.")]
    [InlineData("6.6", "The nearest is 6.1.")]
    [InlineData("6.13", "The nearest is 6.12.")]
    [InlineData("next", "The nearest is 6.12.")]
    public void Another_is_refused_with_the_nearest(string text, string nearest)
    {
        Assert.False(Release.TryParse(text, out _, out string? problem));
        Assert.EndsWith(nearest, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_release_has_only_known_features_that_had_shipped_by_then()
    {
        Assert.Equal(4, Release.All.Count);
        foreach (Release release in Release.All.Skip(1))
        {
            Assert.All(release.Features, feature => Assert.Contains(feature, Features.All));
            Version version = new(release.Name);
            Assert.All(release.Features, feature => Assert.True(new Version(feature.ShippedIn) <= version, $"{release.Name} {feature.Name}"));
            foreach (Feature feature in Features.All)
            {
                bool shipped = Version.TryParse(feature.ShippedIn, out Version? since) && since <= version;
                bool gone = feature.GoneIn is { } end && new Version(end) <= version;
                Assert.Equal(shipped && !gone, release.Has(feature));
            }
        }
    }

    [Fact]
    public void Features_have_names_of_their_own_and_evidence()
    {
        Assert.Equal(Features.All.Count, Features.All.Select(feature => feature.Name).Distinct().Count());
        Assert.All(Features.All, feature => Assert.NotEmpty(feature.Evidence));
        Assert.True(Release.Linux612.Has(Features.SysfsReplace));
        Assert.False(Release.Linux61.Has(Features.SysfsReplace));
        Assert.False(Release.Original.Has(Features.FuncStack));
    }
}
