using System.Collections.Generic;
using System.Text.RegularExpressions;
using KlpShell.Repl.Formatting;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>States in colours, at a terminal that has them: where a text stands, they don't change.</summary>
public sealed partial class ColourTests
{
    private readonly ModuleShell _shell = new();

    [Theory]
    [InlineData("Get-KlpPatch")]
    [InlineData("Get-KlpPatch | Format-List")]
    [InlineData("Get-KlpPatch | Format-Table -AutoSize")]
    [InlineData("Get-KlpFunction | Format-Table -Wrap")]
    [InlineData("Get-KlpStatus")]
    public void Colours_change_no_place(string look)
    {
        _shell.Run("Enable-KlpPatch first");
        string[] plain = _shell.Shown(look, 60);
        Style.GiveTo(_shell.Session);
        Assert.Equal(plain, _shell.Shown(look, 60));
        string coloured = Coloured(look, 60);
        Assert.Contains("\x1b[", Header().Replace(coloured, ""));
        Assert.Equal(string.Join('\n', plain), Lines().Replace(Codes().Replace(coloured, ""), ""));
    }

    [Fact]
    public void A_state_has_the_colour_that_pwsh_gives_it()
    {
        _shell.Run("Enable-KlpPatch first");
        Style.GiveTo(_shell.Session);
        Assert.Contains("\x1b[32mPatched\x1b[0m ", Coloured("Get-KlpFunction", 79));
    }

    [Fact]
    public void A_drawing_may_have_colours_and_nobody_else_may()
    {
        _shell.Run("Enable-KlpPatch first");
        Style.GiveTo(_shell.Session);
        Assert.Contains("\x1b[32m", Coloured("Show-KlpFunction cmdline_proc_show -Colour", 79));
        _shell.Session.Global.Set("data", "a\x1b[2Jb\x1b]0;title\x07\x1b[31mred");
        Assert.Equal("a␛[2Jb␛]0;title␇␛[31mred", Coloured("$data", 79));
        _shell.Session.Global.Set("record", new { State = "\x1b[32mgreen\x1b[0m" });
        Assert.DoesNotContain("\x1b[32mgreen", Coloured("$record", 79));
    }

    private string Coloured(string text, int width)
    {
        List<string> lines = [];
        Formatter formatter = new(_shell.Session, lines.Add, () => width, true, true);
        foreach (object? item in _shell.Run(text)) formatter.Write(item);
        formatter.Close();
        return string.Join('\n', lines);
    }

    [GeneratedRegex("\x1b\\[32;1m[^\x1b]*\x1b\\[0m")]
    private static partial Regex Header();

    [GeneratedRegex("\x1b\\[[0-9;]+m")]
    private static partial Regex Codes();

    [GeneratedRegex(" +$", RegexOptions.Multiline)]
    private static partial Regex Lines();
}
