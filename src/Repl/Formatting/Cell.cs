namespace KlpShell.Repl.Formatting;

/// <summary>One value as a table or a list shows it.</summary>
internal static class Cell
{
    public static string Text(object? value, string? format = null)
    {
        var plain = Value.Base(value);
        if (format is { Length: > 0 }) return format.Contains('{') ? string.Format(CultureInfo.InvariantCulture, format, plain) : Value.Text(value, true, format);
        return plain switch
        {
            double or float or decimal => Value.Text(plain),
            IDictionary map => Braces(map),
            string or PSObject => Value.Text(value),
            IEnumerable items => Braces(items),
            _ => Value.Text(value),
        };
    }

    /// <summary>PowerShell's tables and lists show a fraction with two places.</summary>
    public static string Field(object? value, string? format) => format is null && Value.Base(value) is double or float or decimal
        ? ((IFormattable)Value.Base(value)!).ToString("F2", CultureInfo.InvariantCulture) : Text(value, format);

    private static string Braces(IEnumerable items)
    {
        var text = new StringBuilder("{");
        var count = 0;
        foreach (var item in items)
        {
            if (count == 4)
            {
                text.Append('…');
                break;
            }
            if (count++ > 0) text.Append(", ");
            text.Append(item is DictionaryEntry entry ? $"[{Value.Text(entry.Key)}, {Value.Text(entry.Value)}]" : Value.Text(item));
        }
        return text.Append('}').ToString();
    }

    /// <summary>Control characters of data never reach a terminal: they show as their pictures.</summary>
    public static string Harmless(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')) return text;
        var clean = new StringBuilder();
        foreach (var letter in text)
            if (letter is '\n' or '\t') clean.Append(letter);
            else if (letter < ' ') clean.Append((char)(0x2400 + letter));
            else if (letter is >= '\x7f' and <= '\x9f') clean.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}");
            else clean.Append(letter);
        return clean.ToString();
    }

    public static string OneLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end] + "…";
    }

    public static string Fit(string text, int width, bool right) => text.Length <= width ? text
        : width < 2 ? text[..width]
        : right ? string.Concat("…", text.AsSpan(text.Length - width + 1)) : string.Concat(text.AsSpan(0, width - 1), "…");

    /// <summary>Broken where the width ends, as tables and lists do it, or at blanks, as errors do.</summary>
    public static List<string> Wrap(string text, int width, bool words = false)
    {
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = line;
            while (rest.Length > width)
            {
                var at = words ? rest.LastIndexOf(' ', width) : 0;
                lines.Add(at <= 0 ? rest[..width] : rest[..at]);
                rest = at <= 0 ? rest[width..] : rest[(at + 1)..];
            }
            lines.Add(rest);
        }
        return lines;
    }
}
