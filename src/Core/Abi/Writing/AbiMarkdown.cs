using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace KlpShell.Core.Abi.Writing;

/// <summary>Entries as a page to read.</summary>
public static class AbiMarkdown
{
    /// <summary>A heading for each level that there is, and below it the entries.</summary>
    public static string Write(IEnumerable<AbiEntry> entries)
    {
        var text = new StringBuilder();
        foreach (IGrouping<AbiLevel, AbiEntry> level in entries.GroupBy(e => e.Level).OrderBy(g => g.Key))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append("# ").Append(level.Key).Append('\n');
            foreach (AbiEntry entry in level)
                WriteEntry(text, entry);
        }
        return text.ToString();
    }

    private static void WriteEntry(StringBuilder text, AbiEntry entry)
    {
        text.Append("\n## ").AppendJoin(", ", entry.What.Select(Code)).Append("\n\n");
        WriteRow(text, "Date", [entry.Date]);
        WriteRow(text, "Kernel version", [entry.KernelVersion]);
        WriteRow(text, "Contact", entry.Contact);
        WriteRow(text, "Users", entry.Users);
        if (entry.File.Length > 0)
            WriteRow(text, "Place", [entry.Line > 0 ? $"{entry.File}:{entry.Line}" : entry.File]);
        if (entry.Description.Length == 0)
            return;
        string fence = new('`', Math.Max(3, LongestRun(entry.Description) + 1));
        text.Append('\n').Append(fence).Append("text\n").Append(entry.Description).Append('\n').Append(fence).Append('\n');
    }

    private static void WriteRow(StringBuilder text, string name, IReadOnlyList<string> values)
    {
        if (values.Any(v => v.Length > 0))
            text.Append("- ").Append(name).Append(": ").AppendJoin("; ", values.Select(Escape)).Append('\n');
    }

    private static string Code(string text)
    {
        string mark = new('`', LongestRun(text) + 1);
        return mark.Length > 1 ? $"{mark} {text} {mark}" : $"`{text}`";
    }

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|')
                escaped.Append('\\');
            escaped.Append(c == '\n' ? ' ' : c);
        }
        return escaped.ToString();
    }
}
