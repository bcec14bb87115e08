using System;
using System.Text;

namespace KlpShell.Manifests.Reading;

/// <summary>A text and what it is called.</summary>
/// <param name="name">The file's full path, or what the caller calls the text.</param>
/// <param name="text">The text.</param>
internal sealed class SourceText(string name, string text)
{
    private const int LongestLine = 120;

    /// <summary>The file's full path, or what the caller calls the text.</summary>
    public string Name { get; } = name;

    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>A line as messages show it: at most 120 characters around a column, tabs as blanks, and nothing that a terminal would act on.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column to show, from 1.</param>
    /// <param name="caret">Where that column is in what is returned, from 1.</param>
    public string Line(int line, int column, out int caret)
    {
        caret = column;
        int start = 0;
        for (int number = 1; number < line; number++)
        {
            int end = Text.AsSpan(start).IndexOfAny('\n', '\r');
            if (end < 0) return "";
            start += end + (Text[start + end] == '\r' && start + end + 1 < Text.Length && Text[start + end + 1] == '\n' ? 2 : 1);
        }

        int length = Text.AsSpan(start).IndexOfAny('\n', '\r');
        if (length < 0) length = Text.Length - start;
        int from = Math.Clamp(column - 1 - (LongestLine / 2), 0, Math.Max(0, length - LongestLine));
        int count = Math.Min(length - from, LongestLine);
        StringBuilder shown = new(from > 0 ? "…" : "");
        for (int i = start + from; i < start + from + count; i++) shown.Append(Text[i] == '\t' ? ' ' : Shown.IsUnsafe(Text, i) ? '\uFFFD' : Text[i]);
        if (from + count < length) shown.Append('…');
        caret = column - from + (from > 0 ? 1 : 0);
        return shown.ToString();
    }
}
