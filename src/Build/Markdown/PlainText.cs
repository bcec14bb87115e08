using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace KlpShell.Build.Markdown;

/// <summary>Pages as plain text, for a console.</summary>
public static partial class PlainText
{
    /// <summary>Running text without its marks: code and emphasis lose theirs, of a link stays what it is called.</summary>
    public static string Inline(string text) => Emphasis().Replace(Link().Replace(text, "$1"), "$1").Replace("`", "", StringComparison.Ordinal);

    /// <summary>A block as lines.</summary>
    /// <param name="block">The block.</param>
    /// <param name="width">Where running text is broken, in columns.</param>
    public static IReadOnlyList<string> Lines(Block block, int width) => block switch
    {
        Paragraph paragraph => Wrap(Inline(paragraph.Text), "", width),
        Bullets bullets => [.. bullets.Items.SelectMany(item => Wrap(Inline(item), "- ", width))],
        Code code => [.. code.Text.Split('\n').Select(line => "    " + line)],
        Table table => Columns(table, width),
        _ => throw new ArgumentException($"A {block.GetType().Name} has no text.", nameof(block)),
    };

    private static List<string> Wrap(string text, string mark, int width)
    {
        List<string> lines = [];
        StringBuilder line = new(mark);
        string indent = new(' ', mark.Length);
        bool empty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear().Append(indent);
                empty = true;
            }

            if (!empty) line.Append(' ');
            line.Append(word);
            empty = false;
        }

        lines.Add(line.ToString());
        return lines;
    }

    // All columns but the last are as wide as their widest cell; the last one takes the rest of the line, and as many lines as it needs.
    private static List<string> Columns(Table table, int width)
    {
        List<string> lines = [];
        int count = table.Rows[0].Count;
        int[] widths = [.. Enumerable.Range(0, count - 1).Select(column => table.Rows.Max(row => Inline(row[column]).Length))];
        int indent = widths.Sum() + (2 * (count - 1));
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            string start = string.Concat(widths.Select((columnWidth, column) => Inline(row[column]).PadRight(columnWidth + 2)));
            foreach (string rest in Wrap(Inline(row[^1]), "", Math.Max(20, width - indent)))
            {
                lines.Add((start + rest).TrimEnd());
                start = new string(' ', indent);
            }
        }

        return lines;
    }

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Emphasis();
}
