namespace KlpShell.Repl.Formatting;

/// <summary>An error as PowerShell's ConciseView writes it: the command and the message; from a script, the line and the place too.</summary>
internal static class ErrorView
{
    private const string Red = "\x1b[31;1m", Cyan = "\x1b[36;1m", Reset = "\x1b[0m";

    public static string Render(ErrorRecord error, int width, bool colour, bool words = false)
    {
        var (red, cyan, reset) = colour ? (Red, Cyan, Reset) : ("", "", "");
        var at = error.InvocationInfo?.Extent;
        var parse = error.CategoryInfo.Category == ErrorCategory.ParserError;
        var text = new StringBuilder(red).Append(Reason(error)).Append(": ");
        var message = colour ? Cell.Harmless(error.Exception.Message) : error.Exception.Message;
        var target = Value.Base(error.TargetObject) as IDictionary;
        if (target is not null && target.Contains("Line") && target.Contains("LineText"))
        {
            // What is wrong with a file shows that file's line, and not the script's.
            var number = Value.Text(target["Line"]).PadLeft(4);
            var margin = $"{cyan}{new string(' ', number.Length)} | {red}";
            text.Append($"{reset}{Value.Text(target["File"])}\n{cyan}{"Line |".PadLeft(number.Length + 2)}\n{number} | {reset}{Cell.Harmless(Value.Text(target["LineText"]).Trim())}\n");
            text.Append(string.Join('\n', Lines(message, at?.File is not null, width - margin.Length + cyan.Length + red.Length).Select(line => margin + line)));
        }
        else if (at is not null && (parse || at.File is not null || at.StartLineNumber > 1))
        {
            var number = at.StartLineNumber.ToString(CultureInfo.InvariantCulture).PadLeft(4);
            var margin = $"{cyan}{new string(' ', number.Length + 1)}| {red}";
            text.Append(reset).Append(at.File is null ? "" : $"{at.File}:{at.StartLineNumber}").Append('\n');
            text.Append(cyan).Append("Line |".PadLeft(number.Length + 2)).Append('\n').Append($"{number} | {reset} {Marked(at, cyan, reset)}\n{margin} {at.Squiggle}\n");
            text.Append(string.Join('\n', Lines(message, at.File is not null || parse, width - number.Length - 3).Select(line => margin + line)));
        }
        else if (words) text.AppendJoin('\n', Cell.Wrap($"{Reason(error)}: {message}", Math.Max(width, 20), true)).Remove(red.Length, Reason(error).Length + 2);
        else text.Append(message);
        return text.Append(reset).ToString();
    }

    private static List<string> Lines(string message, bool wrapped, int width) => wrapped ? Cell.Wrap(message.Replace("\r\n", " ").Replace('\n', ' ').Replace('\t', ' '), Math.Max(width, 20), true) : [message];

    private static string Marked(Extent at, string cyan, string reset)
    {
        var (line, start) = (at.Line, at.StartColumnNumber - 1);
        var end = Math.Min(line.Length, start + at.Squiggle.Length - start);
        return cyan.Length == 0 || start >= line.Length ? line : line[..start] + cyan + line[start..end] + reset + line[end..];
    }

    private static string Reason(ErrorRecord error)
    {
        if (error.Exception is RuntimeException { WasThrownFromThrowStatement: true }) return "Exception";
        if (error.CategoryInfo.Category == ErrorCategory.ParserError) return "ParserError";
        if (error.InvocationInfo?.MyCommand is { } command) return command.Name;
        if (error.Exception is CommandNotFoundException) return Value.Text(error.TargetObject);
        return error.CategoryInfo.Activity is { Length: > 0 } activity ? activity : error.CategoryInfo.Category == ErrorCategory.NotSpecified ? error.CategoryInfo.Reason : error.CategoryInfo.Category.ToString();
    }
}
