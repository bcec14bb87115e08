using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Commands that go through text line by line.</summary>
internal static class TextCommands
{
    /// <summary>cut -cLIST or cut -dX -fLIST.</summary>
    public static int Cut(CommandContext context)
    {
        Options options = new(context, flags: "s", valued: "cdf");
        foreach ((_, string text) in context.ReadAll(options.Operands))
        {
            foreach (string line in CommandContext.Lines(text)) context.Line(options['c'] is { } columns ? Columns(line, columns) : Fields(line, options));
        }

        return context.ReadFailed ? 1 : 0;
    }

    /// <summary>head [-N | -n N | -c N] [FILE...].</summary>
    public static int Head(CommandContext context) => Part(context, static (lines, count) => lines[..Math.Min(count, lines.Length)]);

    /// <summary>tail [-N | -n N] [FILE...].</summary>
    public static int Tail(CommandContext context) => Part(context, static (lines, count) => lines[Math.Max(0, lines.Length - count)..]);

    /// <summary>wc [-l] [-w] [-c] [FILE...]: lines, words and bytes, as wide as the widest may be.</summary>
    public static int Count(CommandContext context)
    {
        Options options = new(context, flags: "lwcm", valued: "");
        bool all = !options.Has('l') && !options.Has('w') && !options.Has('c') && !options.Has('m');
        List<(string Name, List<long> Counts)> rows = [];
        foreach ((string name, string text) in context.ReadAll(options.Operands))
        {
            List<long> counts = [];
            if (all || options.Has('l')) counts.Add(text.AsSpan().Count('\n'));
            if (all || options.Has('w')) counts.Add(text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Length);
            if (options.Has('m')) counts.Add(text.Length);
            if (all || options.Has('c')) counts.Add(Encoding.UTF8.GetByteCount(text));
            rows.Add((name, counts));
        }

        if (options.Operands.Count > 1)
        {
            List<long> total = [];
            for (int i = 0; rows.Count > 0 && i < rows[0].Counts.Count; i++)
            {
                long sum = 0;
                foreach ((_, List<long> counts) in rows) sum += counts[i];
                total.Add(sum);
            }

            rows.Add(("total", total));
        }

        // Of a file whose size is no measure (in /proc, a pipe) nothing is known beforehand: seven columns, unless it is one number of one file.
        bool single = rows.Count == 1 && rows[0].Counts.Count == 1;
        foreach ((string name, List<long> counts) in rows)
        {
            string line = string.Join(' ', counts.ConvertAll(count => count.ToString(CultureInfo.InvariantCulture).PadLeft(single ? 0 : 7)));
            context.Line(options.Operands.Count == 0 ? line : $"{line} {name}");
        }

        return context.ReadFailed ? 1 : 0;
    }

    /// <summary>sort [-r] [-u] [-n] [-kN] [-tX], in byte order.</summary>
    public static int Sort(CommandContext context)
    {
        Options options = new(context, flags: "run", valued: "kt");
        int key = options['k'] is { } field ? int.Parse(field.Split(',')[0], CultureInfo.InvariantCulture) : 1;
        List<string> lines = [];
        foreach ((_, string text) in context.ReadAll(options.Operands)) lines.AddRange(CommandContext.Lines(text));
        lines.Sort((a, b) =>
        {
            (string left, string right) = (FromField(a, key, options['t']), FromField(b, key, options['t']));
            int order = options.Has('n') ? Number(left).CompareTo(Number(right)) : string.CompareOrdinal(left, right);
            order = order == 0 ? string.CompareOrdinal(a, b) : order;
            return options.Has('r') ? -order : order;
        });
        for (int i = 0; i < lines.Count; i++)
        {
            if (!options.Has('u') || i == 0 || lines[i] != lines[i - 1]) context.Line(lines[i]);
        }

        return 0;
    }

    /// <summary>uniq [-c].</summary>
    public static int Unique(CommandContext context)
    {
        Options options = new(context, flags: "c", valued: "");
        foreach ((_, string text) in context.ReadAll(options.Operands))
        {
            string[] lines = CommandContext.Lines(text);
            for (int i = 0; i < lines.Length;)
            {
                int next = i + 1;
                while (next < lines.Length && lines[next] == lines[i]) next++;
                context.Line(options.Has('c') ? $"{next - i,7} {lines[i]}" : lines[i]);
                i = next;
            }
        }

        return 0;
    }

    /// <summary>tr X Y and tr -d X, for single characters and their escapes.</summary>
    public static int Translate(CommandContext context)
    {
        bool delete = context.Arguments is ["-d", _];
        if (!delete && context.Arguments.Count != 2) throw context.Unknown("that use");
        string from = Ranges(Escapes.Read(context.Arguments[delete ? 1 : 0]));
        string to = delete ? "" : Ranges(Escapes.Read(context.Arguments[1]));
        if (from.Contains('[') || (!delete && from.Length != to.Length)) throw context.Unknown("a set");
        context.ReadInput(out string text);
        foreach (char c in text)
        {
            int at = from.IndexOf(c);
            if (at < 0) context.Out(c.ToString());
            else if (!delete) context.Out(to[at].ToString());
        }

        return 0;
    }

    // a-c is abc; a dash at either end means itself.
    private static string Ranges(string set)
    {
        StringBuilder all = new();
        for (int i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                for (char c = set[i]; c <= set[i + 2]; c++) all.Append(c);
                i += 2;
                continue;
            }

            all.Append(set[i]);
        }

        return all.ToString();
    }

    private static int Part(CommandContext context, Func<string[], int, string[]> part)
    {
        Options options = new(context, flags: "q", valued: "nc", numberOption: 'n');
        if (options['c'] is { } bytes)
        {
            foreach ((_, string text) in context.ReadAll(options.Operands)) context.Out(text[..Math.Min(text.Length, int.Parse(bytes, CultureInfo.InvariantCulture))]);
            return 0;
        }

        int count = options['n'] is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 10;
        bool first = true;
        foreach ((string name, string text) in context.ReadAll(options.Operands))
        {
            if (options.Operands.Count > 1 && !options.Has('q')) context.Line($"{(first ? "" : "\n")}==> {name} <==");
            first = false;
            foreach (string line in part(CommandContext.Lines(text), count)) context.Line(line);
        }

        return context.ReadFailed ? 1 : 0;
    }

    private static string Columns(string line, string list)
    {
        StringBuilder cut = new();
        for (int i = 1; i <= line.Length; i++)
        {
            if (IsIn(i, list)) cut.Append(line[i - 1]);
        }

        return cut.ToString();
    }

    private static string Fields(string line, Options options)
    {
        char delimiter = options['d'] is { Length: 1 } given ? given[0] : '\t';
        string[] fields = line.Split(delimiter);
        if (fields.Length == 1) return line;
        List<string> kept = [];
        for (int i = 1; i <= fields.Length; i++)
        {
            if (IsIn(i, options['f'] ?? "")) kept.Add(fields[i - 1]);
        }

        return string.Join(delimiter, kept);
    }

    // The blanks before a field belong to it.
    private static string FromField(string line, int field, string? delimiter)
    {
        int at = 0;
        for (int i = 1; i < field && at < line.Length; i++)
        {
            if (delimiter is null) while (at < line.Length && line[at] is ' ' or '\t') at++;
            while (at < line.Length && (delimiter is null ? line[at] is not (' ' or '\t') : line[at] != delimiter[0])) at++;
            if (delimiter is not null) at++;
        }

        return line[Math.Min(at, line.Length)..];
    }

    private static bool IsIn(int number, string list)
    {
        foreach (string range in list.Split(','))
        {
            int dash = range.IndexOf('-', StringComparison.Ordinal);
            int low = dash == 0 ? 1 : int.Parse(dash < 0 ? range : range[..dash], CultureInfo.InvariantCulture);
            int high = dash < 0 ? low : dash == range.Length - 1 ? int.MaxValue : int.Parse(range[(dash + 1)..], CultureInfo.InvariantCulture);
            if (number >= low && number <= high) return true;
        }

        return false;
    }

    private static long Number(string text)
    {
        int end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end == 0 ? 0 : long.Parse(text.AsSpan(0, end), CultureInfo.InvariantCulture);
    }
}
