namespace KlpShell.Probe;

public sealed class Stamp(int id, string group, string text)
{
    public int Id { get; } = id;
    public string Group { get; } = group;
    public string Text { get; } = text;
}
