using System;
using KlpShell.Internal;

namespace KlpShell.Drawing;

/// <summary>Text that must not be wider than its place.</summary>
internal static class Boxed
{
    /// <summary>A text on one line, cut where it is too long, filled up where it is too short.</summary>
    public static string Fit(string? text, int width) => Cut(text, width).PadRight(width);

    /// <summary>A text on one line, cut where it is too long.</summary>
    public static string Cut(string? text, int width)
    {
        string line = Text.OneLine(text);
        return line.Length <= width ? line : string.Concat(line.AsSpan(0, Math.Max(width - 1, 0)), "…");
    }
}
