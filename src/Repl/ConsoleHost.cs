using KlpShell.Repl.Formatting;

namespace KlpShell.Repl;

/// <summary>Objects to standard output, everything else to standard error; colours and questions only at a terminal.</summary>
internal sealed class ConsoleHost : IHost
{
    private readonly TextWriter _out;
    private Formatter? _formatter;
    private Session _session = null!;

    public ConsoleHost(bool interactive)
    {
        Interactive = interactive && !Console.IsInputRedirected;
        IsTerminal = !Console.IsOutputRedirected;
        Colour = IsTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") != "dumb";
        _out = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 8192) { AutoFlush = IsTerminal, NewLine = "\n" };
    }

    private bool Colour { get; }
    public bool Interactive { get; }
    private bool IsTerminal { get; }
    public int Width => IsTerminal ? Math.Max(Console.WindowWidth, 20) : 80;

    private Formatter Formatter => _formatter ??= new Formatter(_session, _out.WriteLine, () => Width - 1, Colour, IsTerminal);

    public void Attach(Session session)
    {
        _session = session;
        if (Colour) Style.GiveTo(session);
    }

    public void Output(object? item) => Formatter.Write(item);

    public void Flush()
    {
        _formatter?.Close();
        _formatter = null;
        _out.Flush();
    }

    public void ToFile(string path, object? item)
    {
        using var writer = new StreamWriter(path, true) { NewLine = "\n" };
        var formatter = new Formatter(_session, writer.WriteLine, () => Width);
        formatter.Write(item);
        formatter.Close();
    }

    public void Line(Stream stream, string text)
    {
        if (stream is Stream.Output or Stream.Information) Output(text);
        else Say(!Colour ? text : $"\x1b[33;1m{text}\x1b[0m");
    }

    public void Write(string text, ConsoleColor? colour)
    {
        _out.Flush();
        if (Interactive || IsTerminal) text = Cell.Harmless(text);
        _out.Write(colour is { } c && Colour ? $"\x1b[{Code(c)}m{text}\x1b[0m" : text);
        _out.Flush();
    }

    public void Error(ErrorRecord record)
    {
        _out.Flush();
        var colour = Colour && !Console.IsErrorRedirected;
        Console.Error.WriteLine(ErrorView.Render(record, Width, colour, !Console.IsErrorRedirected));
        if (Interactive && record.Exception is CommandNotFoundException && Prompt.Nearest.Command(Value.Text(record.TargetObject)) is { } meant) Console.Error.WriteLine($"Did you mean {meant}?");
    }

    public string? Ask(string prompt)
    {
        _out.Write(prompt);
        _out.Flush();
        return Console.ReadLine();
    }

    private void Say(string text)
    {
        _out.Flush();
        Console.Error.WriteLine(text);
    }

    // In the order of ConsoleColor, black to white.
    private static int Code(ConsoleColor colour) => (new[] { 30, 34, 32, 36, 31, 35, 33, 37, 90, 94, 92, 96, 91, 95, 93, 97 })[(int)colour];
}
