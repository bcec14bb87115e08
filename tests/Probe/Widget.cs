namespace KlpShell.Probe;

public sealed class Widget(string name, ulong size, Colour colour)
{
    public string Name { get; } = name;
    public ulong Size { get; } = size;
    public Colour Colour { get; } = colour;

    public static Widget Parse(string text) => new(text, (ulong)text.Length, Colour.Red);

    public string Greet(string whom) => $"{Name} greets {whom}";
}
