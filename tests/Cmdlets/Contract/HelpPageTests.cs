using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using KlpShell.Build.Pages;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>Every cmdlet has a page of help that tells all, and every page a cmdlet.</summary>
public sealed class HelpPageTests
{
    private const string Rewrite = "KLP_WRITE_DOCS";

    public static IEnumerable<object[]> All => Shipped.CmdletNames;

    private static string Folder => Path.Combine(Shipped.Root, "docs", "help");

    [Theory]
    [MemberData(nameof(All))]
    public void Its_parameters_are_described_as_the_code_describes_them(string name)
    {
        Type cmdlet = Shipped.Cmdlet(name);
        string path = Path.Combine(Folder, Shipped.Name(cmdlet) + ".md");
        string? page = File.Exists(path) ? File.ReadAllText(path) : null;
        string wanted = PageRewriter.Rewrite(cmdlet, page);
        Assert.DoesNotContain("\n\n\n", wanted);
        if (Environment.GetEnvironmentVariable(Rewrite) is not null) File.WriteAllText(path, page = wanted);
        Assert.True(page == wanted, $"docs/help/{Shipped.Name(cmdlet)}.md is missing or out of date: run this test with {Rewrite}=1");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_has_two_examples_what_goes_in_and_out_and_links_that_lead_somewhere(string name)
    {
        Type cmdlet = Shipped.Cmdlet(name);
        string path = Path.Combine(Folder, Shipped.Name(cmdlet) + ".md");
        HelpPage page = PageReader.Read(path, File.ReadAllText(path));
        Assert.True(page.Synopsis.EndsWith('.') && page.Synopsis.Length <= 200, page.Synopsis);
        Assert.True(page.Examples.Count >= 2, "at least two examples");
        Assert.Equal(page.Examples.Count, page.Examples.Select(example => example.Title).Distinct().Count());
        Assert.True(page.Examples.Count(example => example.Code.Text.Contains(page.Name, StringComparison.OrdinalIgnoreCase)) >= 2, "at least two examples with the cmdlet itself");
        Assert.All(page.Parameters, parameter => Assert.NotEmpty(parameter.Text));
        Assert.Superset(PageRewriter.InputTypes(cmdlet).ToHashSet(), page.Inputs.Select(type => type.Name).ToHashSet());
        Assert.Equal(Shipped.OutputTypes(cmdlet).Select(type => type == typeof(void) ? "None" : type.FullName).Order(), page.Outputs.Select(type => type.Name).Order());
        Assert.NotEmpty(page.Links);
        Assert.All(page.Links, link => Assert.True(link != page.Name && File.Exists(Path.Combine(Folder, link + ".md")), link));
    }

    [Fact]
    public void No_page_is_for_nothing_and_the_topics_are_there()
    {
        string[] topics = ["about_KlpAbi", "about_KlpDrive", "about_KlpEras", "about_KlpManifests", "about_KlpShell", "about_KlpTransitions", "about_klpsh"];
        string[] pages = [.. Directory.GetFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>()];
        Assert.Empty(topics.Except(pages));
        Assert.Equal(Shipped.Cmdlets.Select(Shipped.Name).Order(StringComparer.Ordinal), pages.Where(page => page.Contains('-', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.True(page == "README" || page.Contains('-', StringComparison.Ordinal) || page.StartsWith("about_", StringComparison.Ordinal), page));
    }
}
