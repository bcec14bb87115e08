using System;
using System.Collections.Generic;
using System.Linq;

namespace KlpShell.Build.Markdown;

/// <summary>Reads the part of Markdown that the pages are written in: headings, paragraphs, lists of one level, fenced code, tables.</summary>
public static class Blocks
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="BuildException">A fence is never closed.</exception>
    public static List<Block> Read(string file, string text)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        List<Block> blocks = [];
        int at = 0;
        while (at < lines.Length)
        {
            string line = lines[at];
            if (line.Trim().Length == 0) at++;
            else if (line.StartsWith("```", StringComparison.Ordinal)) at = Fence(file, lines, at, blocks);
            else if (line.StartsWith('#')) blocks.Add(Heading(++at, line));
            else if (line.StartsWith("- ", StringComparison.Ordinal)) at = List(lines, at, blocks);
            else if (line.StartsWith('|')) at = Table(lines, at, blocks);
            else at = Paragraph(lines, at, blocks);
        }

        return blocks;
    }

    private static Heading Heading(int number, string line)
    {
        int level = line.Length - line.TrimStart('#').Length;
        return new Heading(number, level, line[level..].Trim());
    }

    private static int Fence(string file, string[] lines, int at, List<Block> blocks)
    {
        int end = Array.FindIndex(lines, at + 1, line => line.StartsWith("```", StringComparison.Ordinal));
        if (end < 0) throw new BuildException(file, at + 1, "this code has no closing fence");
        blocks.Add(new Code(at + 1, lines[at][3..].Trim(), string.Join('\n', lines[(at + 1)..end])));
        return end + 1;
    }

    private static int List(string[] lines, int at, List<Block> blocks)
    {
        int start = at;
        List<string> items = [];
        while (at < lines.Length && lines[at].Trim().Length > 0)
        {
            if (lines[at].StartsWith("- ", StringComparison.Ordinal)) items.Add(lines[at][2..].Trim());
            else items[^1] += " " + lines[at].Trim();
            at++;
        }

        blocks.Add(new Bullets(start + 1, items));
        return at;
    }

    private static int Table(string[] lines, int at, List<Block> blocks)
    {
        int start = at;
        List<IReadOnlyList<string>> rows = [];
        for (; at < lines.Length && lines[at].StartsWith('|'); at++)
        {
            string[] cells = [.. lines[at].Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
            if (!cells.All(cell => cell.Trim('-', ':').Length == 0)) rows.Add(cells);
        }

        blocks.Add(new Table(start + 1, rows));
        return at;
    }

    private static int Paragraph(string[] lines, int at, List<Block> blocks)
    {
        int start = at;
        while (at < lines.Length && lines[at].Trim().Length > 0 && !lines[at].StartsWith("```", StringComparison.Ordinal) && !lines[at].StartsWith("- ", StringComparison.Ordinal)) at++;
        blocks.Add(new Paragraph(start + 1, string.Join(' ', lines[start..at].Select(line => line.Trim()))));
        return at;
    }
}
