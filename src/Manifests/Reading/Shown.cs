using System;
using System.Globalization;
using System.Text;

namespace KlpShell.Manifests.Reading;

/// <summary>Text of a manifest as messages show it: short, and without a character that a terminal would act on.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>The text in quotes, shortened, control and format characters escaped.</summary>
    public static string Of(string text)
    {
        StringBuilder shown = new("'");
        int length = Math.Min(text.Length, Longest);
        for (int i = 0; i < length; i++) Append(shown, text, i);
        return shown.Append(text.Length > Longest ? "…'" : "'").ToString();
    }

    /// <summary>The text as it is but for what a terminal would act on.</summary>
    public static string Plain(string text)
    {
        StringBuilder shown = new();
        for (int i = 0; i < text.Length; i++) Append(shown, text, i);
        return shown.ToString();
    }

    /// <summary>Somebody else's message: on one line, without a capital at its start and a full stop at its end.</summary>
    public static string Sentence(string message)
    {
        StringBuilder shown = new();
        int length = Math.Min(message.Length, 200);
        for (int i = 0; i < length; i++) Append(shown, message, i);
        if (shown.Length > 1 && char.IsUpper(shown[0]) && char.IsLower(shown[1])) shown[0] = char.ToLowerInvariant(shown[0]);
        return shown.ToString().TrimEnd('.', ' ');
    }

    /// <summary>True for what a name can't have, and a terminal shouldn't get: control, format and separator characters, and halves of pairs.</summary>
    public static bool IsUnsafe(string text, int index)
    {
        if (char.IsSurrogate(text[index])) return !IsPaired(text, index);
        return CharUnicodeInfo.GetUnicodeCategory(text[index]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }

    private static bool IsPaired(string text, int index) => char.IsHighSurrogate(text[index])
        ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
        : index > 0 && char.IsHighSurrogate(text[index - 1]);

    private static void Append(StringBuilder shown, string text, int index)
    {
        char c = text[index];
        if (c == '\n') shown.Append("\\n");
        else if (c == '\t') shown.Append("\\t");
        else if (!IsUnsafe(text, index)) shown.Append(c);
        else if (c < 256) shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
        else shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
    }
}
