using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;

namespace KlpShell.Core.Abi.Writing;

/// <summary>Writes entries as the kernel's text. What it writes reads back as equal entries.</summary>
public static class AbiTextWriter
{
    private const int TabWidth = 8;
    private const int ValueColumn = 16;

    /// <summary>One file of entries, which are of one level by where it is put.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="description">Text about the file, which stands before them.</param>
    public static string Write(IEnumerable<AbiEntry> entries, string description = "")
    {
        var text = new StringBuilder();
        if (description.Length > 0)
            text.Append(description).Append('\n');
        foreach (AbiEntry entry in entries)
        {
            if (text.Length > 0)
                text.Append('\n');
            WriteEntry(text, entry);
        }
        return text.ToString();
    }

    /// <summary>A tree: each entry in the file that it came from, below the folder of its level; those without a file in one named by <paramref name="otherwise"/>.</summary>
    public static ImmutableArray<(string Path, string Text)> WriteTree(AbiSet set, string otherwise = "entries")
    {
        var descriptions = set.Documents.GroupBy(d => PathOf(d.File, d.Level, otherwise)).ToDictionary(g => g.Key, g => g.First().Description, StringComparer.Ordinal);
        return
        [
            .. set.Entries.GroupBy(e => PathOf(e.File, e.Level, otherwise), StringComparer.Ordinal)
                .Select(g => (g.Key, Write(g, descriptions.GetValueOrDefault(g.Key, ""))))
                .OrderBy(f => f.Key, StringComparer.Ordinal),
        ];
    }

    private static string PathOf(string file, AbiLevel level, string otherwise)
    {
        string name = Path.GetFileName(file);
        return $"{level.Folder()}/{(name.Length == 0 || Path.GetExtension(name) is ".yaml" or ".yml" or ".json" ? otherwise : name)}";
    }

    private static void WriteEntry(StringBuilder text, AbiEntry entry)
    {
        // A reader takes one mark off the end of a name.
        foreach (string name in entry.What)
            WriteField(text, "What", [name.Length > 0 && name[^1] is '.' or ',' or ';' ? name + "." : name]);
        WriteField(text, "Date", entry.Date.Split('\n'));
        WriteField(text, "KernelVersion", entry.KernelVersion.Split('\n'));
        WriteField(text, "Contact", entry.Contact);
        text.Append("Description:\n");
        foreach (string line in entry.Description.Split('\n'))
        {
            if (line.Length > 0)
                text.Append("\t\t").Append(line);
            if (line.Length > 0 || entry.Description.Length > 0)
                text.Append('\n');
        }
        WriteField(text, "Users", entry.Users);
    }

    private static void WriteField(StringBuilder text, string tag, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || (lines.Count == 1 && lines[0].Length == 0))
            return;
        int column = tag.Length + 1;
        text.Append(tag).Append(':').Append('\t', Math.Max(1, (ValueColumn - column + TabWidth - 1) / TabWidth)).Append(lines[0]).Append('\n');
        foreach (string line in lines.Skip(1))
            text.Append("\t\t").Append(line).Append('\n');
    }
}
