namespace KlpShell.Engine;

/// <summary>Where the streams of a session end: a terminal, a pipe, a test.</summary>
internal interface IHost
{
    int Width { get; }
    bool Interactive { get; }

    /// <summary>Formats objects and writes them out; null ends what was being laid out.</summary>
    void Output(object? item);

    void Flush();

    void ToFile(string path, object? item);

    void Line(Stream stream, string text);

    void Write(string text, ConsoleColor? colour);

    void Error(ErrorRecord record);

    string? Ask(string prompt);
}
