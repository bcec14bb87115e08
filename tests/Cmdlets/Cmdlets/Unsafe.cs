using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Texts that steer a terminal, and what shows that one got through.</summary>
internal static class Unsafe
{
    // Colours, the window's title, the cursor, C1 controls, the direction of writing, what isn't seen, half a pair.
    private static readonly string[] s_pieces =
    [
        "\x1b[31m", "\x1b]0;title\a", "\x1b[2J", "\r", "\b\b", "\0", "\x7f", "\x9b31m", "\x85", "\u202e", "\u2066", "\u200b", "\u2028", "\u2029", "\ufeff", "\u00ad", "\U000E0041", "\ud800",
        "\x1b", "\v\f",
    ];

    /// <summary>A text with some of them in it; the same number gives the same text.</summary>
    public static string Of(int seed)
    {
        Random random = new(seed);
        StringBuilder text = new("n");
        for (int i = 0; i < 6; i++) text.Append(s_pieces[random.Next(s_pieces.Length)]).Append((char)('a' + random.Next(26)));
        return text.ToString();
    }

    /// <summary>The same in double quotes, as YAML and PowerShell's parser can't be misled by; halves of pairs are left out.</summary>
    public static string InYaml(int seed)
    {
        StringBuilder text = new("\"");
        foreach (Rune rune in Of(seed).EnumerateRunes()) text.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : rune.Value == 0xfffd ? "" : $"\\U{rune.Value:x8}");
        return text.Append('"').ToString();
    }

    /// <summary>Fails where a text holds what steers a terminal.</summary>
    public static void AssertSafe(IEnumerable<string> lines, string from)
    {
        foreach (string line in lines)
        {
            for (int i = 0; i < line.Length; i++)
            {
                bool whole = Rune.TryGetRuneAt(line, i, out Rune rune);
                UnicodeCategory category = whole ? Rune.GetUnicodeCategory(rune) : UnicodeCategory.Surrogate;
                bool hidden = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
                Assert.False(hidden && line[i] is not '\n', $"{from}: U+{(int)line[i]:x4} in '{line}'");
                if (whole) i += rune.Utf16SequenceLength - 1;
            }
        }
    }
}
