using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Manifests.Reading;

namespace KlpShell.Manifests.Writing;

/// <summary>Writes YAML in block style, two blanks a level.</summary>
internal static class YamlText
{
    private static readonly string[] s_words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"];

    /// <summary>A document.</summary>
    public static string Write(YamlMap document)
    {
        StringBuilder text = new();
        Map(text, document, 0, false);
        return text.ToString();
    }

    /// <summary>Text as a scalar on one line: plain where no YAML reader can take it for something else, else in double quotes.</summary>
    public static string Scalar(string text)
    {
        if (IsPlain(text)) return text;
        StringBuilder quoted = new("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (c == '\t') quoted.Append("\\t");
            else if (!Shown.IsUnsafe(text, i) && c is not '\uFFFE' and not '\uFFFF') quoted.Append(c);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiLetter(text[0]) || text[0] is '/' or '_') || text[^1] is ' ' or ':') return false;
        if (Array.Exists(s_words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase))) return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !" _-./<>@+=~();:,'".Contains(c, StringComparison.Ordinal)) return false;
        }

        return !text.Contains(": ", StringComparison.Ordinal);
    }

    private static void Map(StringBuilder text, YamlMap map, int indent, bool inItem)
    {
        foreach ((string key, object value) in map)
        {
            if (!inItem) text.Append(' ', indent);
            inItem = false;
            text.Append(Scalar(key)).Append(':');
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, object value, int indent)
    {
        switch (value)
        {
            case string scalar:
                text.Append(' ').Append(scalar).Append('\n');
                break;
            case YamlMap { Count: 0 }:
                text.Append(" {}\n");
                break;
            case YamlMap map:
                text.Append('\n');
                Map(text, map, indent + 2, false);
                break;
            case List<object> { Count: 0 }:
                text.Append(" []\n");
                break;
            case List<object> list:
                text.Append('\n');
                foreach (object item in list) Item(text, item, indent + 2);
                break;
        }
    }

    private static void Item(StringBuilder text, object item, int indent)
    {
        text.Append(' ', indent).Append('-');
        if (item is YamlMap { Count: > 0 } map)
        {
            text.Append(' ');
            Map(text, map, indent + 2, true);
            return;
        }

        Value(text, item, indent);
    }
}
