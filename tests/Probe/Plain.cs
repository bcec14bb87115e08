namespace KlpShell.Probe;

public sealed class Plain
{
    public int A { get; set; } = 1;
    public string B { get; set; } = "b";
    public int C { get; set; } = 3;
}
