namespace KlpShell.Engine;

/// <summary>A stretch of a script's text, with the lines and columns that an error shows.</summary>
internal sealed class Extent(string script, string? file, int start, int end)
{
    public string Script => script;
    public string? File => file;
    public int StartOffset => start;
    public int EndOffset => end;
    public string Text => script[start..end];
    public int StartLineNumber => LineOf(start);
    public int StartColumnNumber => start - LineStart(start) + 1;
    public string Line => script[LineStart(start)..LineEnd(start)];
    public string Squiggle => new string(' ', StartColumnNumber - 1) + new string('~', Math.Max(1, Math.Min(end, LineEnd(start)) - start));

    private int LineStart(int at) => at == 0 ? 0 : script.LastIndexOf('\n', at - 1) + 1;

    private int LineEnd(int at) => script.IndexOf('\n', at) is >= 0 and var end ? (end > 0 && script[end - 1] == '\r' ? end - 1 : end) : script.Length;

    private int LineOf(int at)
    {
        var line = 1;
        for (var i = 0; i < at; i++)
            if (script[i] == '\n') line++;
        return line;
    }
}
