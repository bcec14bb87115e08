namespace KlpShell.Repl.Prompt;

/// <summary>Draws the line that is being typed, over as many rows as it takes.</summary>
internal sealed class Screen(string prompt)
{
    private int _row;

    private static int Width => Math.Max(Console.WindowWidth, 10);

    public void Draw(string text, int cursor)
    {
        var (width, all) = (Width, prompt.Length + text.Length);
        var output = new StringBuilder();
        if (_row > 0) output.Append($"\x1b[{_row}A");
        output.Append("\r\x1b[J").Append(prompt).Append(text.Replace('\n', '↵'));
        // At the right margin a terminal waits with the wrap: a blank makes it happen.
        if (all % width == 0) output.Append(" \r\x1b[K");
        var (row, column) = ((prompt.Length + cursor) / width, (prompt.Length + cursor) % width);
        if (all / width > row) output.Append($"\x1b[{all / width - row}A");
        output.Append('\r');
        if (column > 0) output.Append($"\x1b[{column}C");
        _row = row;
        Console.Write(output.ToString());
    }

    public void Leave(string text)
    {
        Draw(text, text.Length);
        Console.Write("\n");
        _row = 0;
    }

    public void List(IReadOnlyList<CompletionResult> results, string text)
    {
        Leave(text);
        var cell = Math.Min(results.Max(r => r.ListItemText.Length) + 2, Width);
        var columns = Math.Max(1, Width / cell);
        for (var i = 0; i < Math.Min(results.Count, 100); i++)
            Console.Write(Formatting.Cell.Harmless(results[i].ListItemText).PadRight(cell) + ((i + 1) % columns == 0 ? "\n" : ""));
        Console.Write(results.Count > 100 ? $"\n... and {results.Count - 100} more\n" : results.Count % columns == 0 ? "" : "\n");
    }

    public void Clear()
    {
        Console.Write("\x1b[2J\x1b[H");
        _row = 0;
    }
}
