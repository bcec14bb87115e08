using System.Linq;
using KlpShell.Repl.Completion;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

public sealed class CompletionTests
{
    private readonly EngineShell _shell = new();

    private string[] Offered(string text) => [.. new Completer(_shell.Session).Complete(text, text.Length).Results.Select(r => r.CompletionText)];

    [Theory]
    [InlineData("Get-Wid", "Get-Widget")]
    [InlineData("1 | Set-W", "Set-Widget")]
    [InlineData("if ($x) { Set-W", "Set-Widget")]
    [InlineData("Get-Widget -Col", "-Colour")]
    [InlineData("Get-Widget -Colour G", "Green")]
    [InlineData("Get-Widget -As Pl", "Plain")]
    [InlineData("Get-Widget -Size 3", "32")]
    [InlineData("Get-Widget a -Colour Red -Size 6", "64")]
    [InlineData("Get-Help Get-Wid", "Get-Widget")]
    [InlineData("Test-Binding -Maybe $tr", "$true")]
    public void One_thing_fits(string text, string offered) => Assert.Equal([offered], Offered(text));

    [Fact]
    public void A_completer_is_told_what_is_bound_already() =>
        Assert.Equal("Get-Widget Size Red", new Completer(_shell.Session).Complete("Get-Widget -Colour Red -Size 1", 30).Results.Single().ToolTip);

    [Fact]
    public void The_replaced_part_is_the_word_at_the_cursor()
    {
        var (start, length, results) = new Completer(_shell.Session).Complete("1 | Get-Wid -Size 3", 11);
        Assert.Equal((4, 7), (start, length));
        Assert.Equal("Get-Widget", Assert.Single(results).CompletionText);
    }

    [Fact]
    public void Variables_and_their_members_are_offered()
    {
        _shell.Run("$widget = Get-Widget a");
        Assert.Equal(["$widget"], Offered("Write-Output $widg"));
        Assert.Equal(["Size"], Offered("$widget.Si"));
    }

    [Fact]
    public void Files_are_offered_where_nothing_else_is()
    {
        _shell.Session.Location = Places.Root;
        Assert.Contains("src/Engine/", Offered("Get-Content src/Eng"));
    }
}
