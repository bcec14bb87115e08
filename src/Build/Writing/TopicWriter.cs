using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Build.Markdown;

namespace KlpShell.Build.Writing;

/// <summary>Writes a topic (about_…) as the text that Get-Help shows: 80 columns, headings in capitals.</summary>
public static class TopicWriter
{
    private const int Width = 76;

    /// <summary>Writes a topic.</summary>
    /// <exception cref="BuildException">It doesn't begin with its name and a paragraph.</exception>
    public static string Write(string file, string text)
    {
        List<Block> blocks = Blocks.Read(file, text);
        if (blocks is not [Heading { Level: 1 } title, Paragraph summary, ..] || title.Text != Path.GetFileNameWithoutExtension(file)) throw new BuildException(file, 1, "a topic begins with its name, as its file has it, and a paragraph");
        if (PlainText.Lines(summary, Width).Count > 1) throw new BuildException(file, summary.Line, $"Get-Help shows one line of the short description: it has {Width} columns");
        StringBuilder topic = new();
        Section(topic, "TOPIC", [title.Text]);
        Section(topic, "SHORT DESCRIPTION", PlainText.Lines(summary, Width));
        if (blocks.Count > 2 && blocks[2] is not Heading) topic.Append("LONG DESCRIPTION\n");
        foreach (Block block in blocks.Skip(2))
        {
            if (block is Heading heading) topic.Append(heading.Level == 2 ? heading.Text.ToUpperInvariant() : "  " + heading.Text).Append('\n');
            else Lines(topic, PlainText.Lines(block, Width));
        }

        return topic.ToString().TrimEnd() + "\n";
    }

    private static void Section(StringBuilder topic, string title, IReadOnlyList<string> lines)
    {
        topic.Append(title).Append('\n');
        Lines(topic, lines);
    }

    private static void Lines(StringBuilder topic, IReadOnlyList<string> lines)
    {
        foreach (string line in lines) topic.Append(line.Length == 0 ? "" : "    " + line).Append('\n');
        topic.Append('\n');
    }
}
