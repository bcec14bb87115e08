namespace KlpShell.Conformance;

internal static class Program
{
    public static int Main() => 0;
}
