using System.Linq;
using KlpShell.Repl.Formatting;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

public sealed class FormatTests
{
    private readonly EngineShell _shell = new();

    [Fact]
    public void A_view_decides_widths_alignment_and_format() => Assert.Equal("""

        Name           Size Twice    Colour
        ----           ---- -----    ------
        a              0x10 32       Green
        loooooooooo…   0x10 32       Green

        """, _shell.Shown("Get-Widget a, ('l' + 'o' * 20)"));

    [Fact]
    public void Nothing_is_wider_than_the_screen()
    {
        foreach (var width in new[] { 20, 40, 79 })
            Assert.All(_shell.Shown("Get-Widget; Get-Widget | fl *; [pscustomobject]@{A = 'x' * 200; B = 'y' * 100}; Get-Widget | ft -AutoSize", width).Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Theory]
    [InlineData("\x1b[31mred", "␛[31mred")]
    [InlineData("a\x07" + "b", "a␇b")]
    [InlineData("a\x9b" + "1m", "a\\x9b1m")]
    [InlineData("plain\ttab", "plain\ttab")]
    public void Control_characters_of_data_never_reach_a_terminal(string text, string shown)
    {
        Assert.Equal(shown, Cell.Harmless(text));
        _shell.Session.Global.Set("data", text);
        Assert.DoesNotContain('\x1b', _shell.Shown("$data; [pscustomobject]@{A = $data}; [pscustomobject]@{A = $data} | fl", 80, true));
    }

    [Theory]
    [InlineData(120)]
    [InlineData(10)]
    public void An_error_is_shown_with_its_line_in_a_script(int width)
    {
        var script = new KlpShell.Engine.Parser("1\n  Get-Widget -Nope", "/s/x.ps1").Script();
        _shell.Session.Run(script, static _ => { });
        var lines = ErrorView.Render(_shell.Host.Errors.Single(), width, false).Split('\n');
        Assert.Equal("Get-Widget: /s/x.ps1:2", lines[0]);
        Assert.Equal("   2 |    Get-Widget -Nope", lines[2]);
        Assert.Equal("     |               ~~~~~", lines[3]);
        Assert.StartsWith("     | A parameter", lines[4]);
    }
}
