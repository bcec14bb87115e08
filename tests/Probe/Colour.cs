namespace KlpShell.Probe;

public enum Colour
{
    Red, Green, Blue,
}
