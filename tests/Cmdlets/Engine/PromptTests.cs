using System;
using System.Linq;
using System.Management.Automation;
using KlpShell.Repl.Formatting;
using KlpShell.Repl.Prompt;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>What the prompt does for somebody who types, and no script sees.</summary>
public sealed class PromptTests
{
    private readonly Cmdlets.ModuleShell _shell = new(kernel: false);

    [Theory]
    [InlineData("Get-KlpPach", "Get-KlpPatch")]
    [InlineData("get-klpsymbols", "Get-KlpSymbol")]
    [InlineData("Enable-KlpPtach", "Enable-KlpPatch")]
    [InlineData("Get-Hlep", "Get-Help")]
    [InlineData("ls", null)]
    [InlineData("kubectl", null)]
    public void A_command_that_was_nearly_right_is_named(string typed, string? meant)
    {
        _shell.Session.Enter();
        Assert.Equal(meant, Nearest.Command(typed));
    }

    [Fact]
    public void A_long_message_breaks_between_words_on_a_terminal_only()
    {
        ErrorRecord error = _shell.Error("Get-KlpPatch none");
        string[] lines = ErrorView.Render(error, 40, false, words: true).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 40));
        Assert.Equal(ErrorView.Render(error, 40, false), string.Join(' ', lines));
        Assert.DoesNotContain('\n', ErrorView.Render(error, 40, false));
        Assert.Equal(string.Join('\n', lines), ErrorView.Render(error, 40, true, words: true).Replace("\x1b[31;1m", "", StringComparison.Ordinal).Replace("\x1b[0m", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_overview_ends_with_what_to_ask_next()
    {
        string[] lines = _shell.Shown("Get-Help");
        Assert.StartsWith("Get-Help NAME explains one. Topics: about_KlpAbi, about_KlpDrive, ", lines.Last(line => line.Length > 0), StringComparison.Ordinal);
    }
}
