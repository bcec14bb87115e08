using System.Management.Automation;
using KlpShell.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

public sealed class ParserTests
{
    private readonly EngineShell _shell = new();

    private static ParseException Refused(string text) => Assert.Throws<ParseException>(() => new Parser(text, null).Script());

    [Theory]
    [InlineData("function f { 1 }", "function", 1, 1)]
    [InlineData("1\n  switch (1) { 1 { 2 } }", "switch", 2, 3)]
    [InlineData("class A { }", "class", 1, 1)]
    [InlineData("param($x)", "param", 1, 1)]
    [InlineData("& { param($x) $x }", "param", 1, 5)]
    [InlineData("using namespace System", "using", 1, 1)]
    [InlineData("do { 1 } while (0)", "do", 1, 1)]
    [InlineData("for ($i = 0; $i -lt 3; $i++) { 1 }", "for", 1, 1)]
    [InlineData("1 && 2", "&&", 1, 3)]
    [InlineData("1 || 2", "||", 1, 3)]
    [InlineData("$x = $a ?? 2", "??", 1, 9)]
    [InlineData("$a?.B", "?.", 1, 3)]
    [InlineData("$using:x", "using", 1, 1)]
    [InlineData("Get-Widget --% a", "--%", 1, 12)]
    [InlineData("1 -foo 2", "-foo", 1, 3)]
    [InlineData("while ($x) { 1 }", "while", 1, 1)]
    [InlineData("$i = 1\n$i++", "++", 2, 3)]
    [InlineData("--$i", "--", 1, 1)]
    [InlineData("'{0}' -f 1", "-f", 1, 7)]
    [InlineData("'a b' -split ' '", "-split", 1, 7)]
    [InlineData("5 -band 3", "-band", 1, 3)]
    [InlineData("@'\nabc\n'@", "here-string", 1, 1)]
    [InlineData("Get-Widget @a", "Splatting", 1, 12)]
    [InlineData("$a.$b", "member", 1, 4)]
    [InlineData("$a.psobject.Properties", ".psobject", 1, 3)]
    [InlineData("-join (1, 2)", "-join", 1, 1)]
    [InlineData("$global:x", "global:", 1, 1)]
    [InlineData(". { 1 }", "use &", 1, 1)]
    [InlineData("Get-Widget 2>&1", ">&", 1, 12)]
    [InlineData("Get-Widget >> f.txt", ">>", 1, 12)]
    [InlineData("Get-Widget 2> errors.txt", "$null", 1, 12)]
    public void What_is_not_in_the_language_is_named_with_its_place(string text, string construct, int line, int column)
    {
        var error = Refused(text);
        Assert.Contains(construct, error.Message);
        var place = error.ErrorRecord.InvocationInfo!;
        Assert.Equal((line, column), (place.ScriptLineNumber, place.OffsetInLine));
    }

    [Theory]
    [InlineData("Write-Output (1")]
    [InlineData("if ($true) {")]
    [InlineData("'abc")]
    [InlineData("\"abc $(1")]
    [InlineData("1 |")]
    [InlineData("1 +")]
    [InlineData("$x =")]
    [InlineData("@{ a = 1")]
    [InlineData("try { 1 }")]
    [InlineData("<# comment")]
    public void An_open_end_asks_for_another_line(string text) => Assert.True(Refused(text).Incomplete);

    [Theory]
    [InlineData("1)")]
    [InlineData("'a' 'b'")]
    [InlineData("1 | 2")]
    [InlineData("5 = 3")]
    [InlineData("@{ a 1 }")]
    public void A_wrong_text_is_not_waited_for(string text) => Assert.False(Refused(text).Incomplete);

    [Fact]
    public void Comments_and_continued_lines_are_one_statement() =>
        Assert.Equal(["1", "2"], _shell.Texts("# first\n<# and\nmore #> 1, 2 | # then\n  Write-Output `\n  -InputObject { 0 } | Out-Null; 1, 2 # end"));

    [Fact]
    public void A_manifest_holds_literals_only()
    {
        Assert.Throws<ParseException>(() => new Parser("@{ A = $env:HOME }", "x.psd1") { DataOnly = true }.Data());
        var data = Assert.IsType<System.Collections.Hashtable>(new Parser("@{ A = @('x'\n 'y'); B = 'z'; C = @{ D = 1 } }", "x.psd1") { DataOnly = true }.Data());
        Assert.Equal(new object[] { "x", "y" }, (object[])data["a"]!);
    }
}
