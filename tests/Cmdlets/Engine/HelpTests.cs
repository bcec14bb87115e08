using System;
using System.IO;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

public sealed class HelpTests : IDisposable
{
    private const string Maml = """
        <?xml version="1.0" encoding="utf-8"?>
        <helpItems schema="maml" xmlns="http://msh">
          <command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
            <command:details><command:name>Get-Widget</command:name><maml:description><maml:para>Gets what is there.</maml:para></maml:description></command:details>
            <maml:description><maml:para>First paragraph.</maml:para><maml:para>Second paragraph.</maml:para></maml:description>
            <command:parameters><command:parameter required="false" position="named"><maml:name>Size</maml:name><maml:description><maml:para>How large.</maml:para></maml:description><dev:defaultValue>32</dev:defaultValue></command:parameter></command:parameters>
            <command:inputTypes><command:inputType><dev:type><maml:name>System.String</maml:name></dev:type></command:inputType></command:inputTypes>
            <command:returnValues><command:returnValue><dev:type><maml:name>Widget</maml:name></dev:type></command:returnValue></command:returnValues>
            <maml:alertSet><maml:alert><maml:para>Mind the edges.</maml:para></maml:alert></maml:alertSet>
            <maml:relatedLinks><maml:navigationLink><maml:linkText>Set-Widget</maml:linkText></maml:navigationLink></maml:relatedLinks>
            <command:examples><command:example><maml:title>---- One ----</maml:title><dev:code>Get-Widget a</dev:code><dev:remarks><maml:para>Shows a.</maml:para></dev:remarks></command:example></command:examples>
          </command:command>
        </helpItems>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("klpsh-help").FullName;
    private readonly EngineShell _shell = new();

    public HelpTests()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Places.Probe)!)) File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        Directory.CreateDirectory(Path.Combine(_folder, "en-US"));
        File.WriteAllText(Path.Combine(_folder, "en-US", "KlpShell.Probe.dll-Help.xml"), Maml);
        File.WriteAllText(Path.Combine(_folder, "en-US", "about_Widgets.help.txt"), "TOPIC\n    about_Widgets\n\nSHORT DESCRIPTION\n    All about widgets.\n");
        File.Move(Path.Combine(_folder, "Probe.psd1"), Path.Combine(_folder, "Helped.psd1"));
        _shell.Session.Commands.Import(Path.Combine(_folder, "Helped.psd1"));
    }

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("Get-Help Get-Widget", "Gets what is there.", "How large.")]
    [InlineData("Get-Help Get-Widget", "First paragraph.\n    \n    Second paragraph.", "Shows a.")]
    [InlineData("Get-Help Get-Widget -Examples", "One\n    Get-Widget a\n\n    Shows a.", "First paragraph")]
    [InlineData("Get-Help Get-Widget -Full", "How large.\n        \n        Required: false\n        Position: named\n        Default: 32", "never")]
    [InlineData("Get-Help Get-Widget -Full", "INPUTS\n    System.String\n\nOUTPUTS\n    Widget\n\nNOTES\n    Mind the edges.\n\nRELATED LINKS\n    Set-Widget", "never")]
    [InlineData("Get-Help Get-Widget", "RELATED LINKS\n    Set-Widget", "Mind the edges")]
    [InlineData("Get-Help about_*", "about_Widgets                All about widgets.", "TOPIC")]
    [InlineData("Get-Help *-Widget", "Get-Widget                   Gets what is there.", "about_")]
    [InlineData("Get-Help Get-Widget -Parameter Size", "-Size <ulong>\n        How large.", "Gets what")]
    [InlineData("help gwid", "Get-Widget [[-Name] <string[]>] [-Size <ulong>]", "never")]
    [InlineData("Get-Help about_Widgets", "All about widgets.", "never")]
    [InlineData("Get-Help widgets", "All about widgets.", "never")]
    [InlineData("Get-Help", "Gets what is there.", "never")]
    [InlineData("Get-Help Set-Widget", "Set-Widget -Id <int>", "never")]
    public void Help_says_what_was_asked_and_no_more(string text, string said, string unsaid)
    {
        var all = string.Join("\n", _shell.Texts(text));
        Assert.Contains(System.Text.RegularExpressions.Regex.Replace(said, "\n +\n", "\n\n"), all);
        Assert.DoesNotContain(unsaid, all);
    }

    [Fact]
    public void What_has_no_help_is_an_error_that_names_the_topics() => Assert.Contains("about_Widgets", _shell.Error("Get-Help Nonsense").Exception.Message);
}
