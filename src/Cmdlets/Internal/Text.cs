using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace KlpShell.Internal;

/// <summary>Text on its way to a person.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Text
{
    /// <summary>
    /// The text with its control characters written out, as dmesg does it (<c>\x1b</c>): a name out of a file must not be able to
    /// steer the terminal. Newlines and tabs stay.
    /// </summary>
    public static string Visible(string? text)
    {
        if (text is null) return "";
        foreach (char c in text)
        {
            if (IsHidden(c)) return WriteOut(text);
        }

        return text;
    }

    /// <summary>The same on one line: newlines and tabs are written out as well.</summary>
    public static string OneLine(string? text) => Visible(text).Replace("\n", "\\n", System.StringComparison.Ordinal).Replace("\t", "\\t", System.StringComparison.Ordinal);

    private static bool IsHidden(char c) => (char.IsControl(c) && c is not '\n' and not '\t') || char.GetUnicodeCategory(c) is UnicodeCategory.Format;

    private static string WriteOut(string text)
    {
        StringBuilder written = new(text.Length + 16);
        foreach (char c in text)
        {
            if (!IsHidden(c)) written.Append(c);
            else if (c < 0x100) written.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else written.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return written.ToString();
    }
}
