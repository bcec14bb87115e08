namespace KlpShell.Engine;

/// <summary>What Write-Host says, on its way through the information stream.</summary>
internal sealed record HostMessage(string Text, bool NoNewLine, ConsoleColor? Colour)
{
    public override string ToString() => Text;
}
