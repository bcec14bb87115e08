using System;
using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace KlpShell.Internal;

/// <summary>Text on its way to a person.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Text
{
    /// <summary>
    /// The text with its control characters written out, as dmesg does it (<c>\x1b</c>), and those that turn the direction of writing or
    /// aren't seen (<c>\u202e</c>): a name out of a file must not be able to steer the terminal. Newlines and tabs stay.
    /// </summary>
    public static string Visible(string? text)
    {
        if (text is null) return "";
        int at = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        while (at >= 0 && text[at] is '\n' or '\t')
        {
            int next = text.AsSpan(at + 1).IndexOfAnyExceptInRange(' ', '~');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return at < 0 ? text : WriteOut(text);
    }

    /// <summary>The same on one line: newlines and tabs are written out as well.</summary>
    public static string OneLine(string? text) => Visible(text).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private static string WriteOut(string text)
    {
        StringBuilder written = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                written.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
                continue;
            }

            if (!IsHidden(rune)) written.Append(text, i, rune.Utf16SequenceLength);
            else if (rune.Value < 0x100) written.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
            else if (rune.IsBmp) written.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else written.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
            i += rune.Utf16SequenceLength - 1;
        }

        return written.ToString();
    }

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\t')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
