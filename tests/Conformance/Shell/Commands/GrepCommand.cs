using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>grep, with the options that recordings use.</summary>
internal static class GrepCommand
{
    /// <summary>grep [-ivcwnqoEFhHsrRxlL] [-m N] [-A N] [-B N] [-C N] [-e PATTERN]... [PATTERN] [FILE...].</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "ivcwnqoEFhHsrRxlL", valued: "emABC");
        List<string> patterns = [.. options.All('e')];
        List<string> files = options.Operands;
        if (patterns.Count == 0)
        {
            if (files.Count == 0) throw context.Unknown("a use without a pattern");
            patterns.Add(files[0]);
            files.RemoveAt(0);
        }

        Regex regex = Compile(patterns, options);
        bool whole = options.Has('r') || options.Has('R');
        bool failed = false;
        if (whole) files = Below(context, files.Count == 0 ? ["."] : files);
        else files.RemoveAll(file => context.Files.IsDirectory(file) && (failed = Refuse(context, file)));
        if (files.Count == 0 && failed) return 2;
        if (options.Has('s')) files.RemoveAll(file => context.Files.Node(file) is null && !context.Files.IsScratch(file) && (failed = true));
        if (files.Count == 0 && (whole || failed)) return failed ? 2 : 1;
        bool named = !options.Has('h') && (files.Count > 1 || options.Has('H') || whole || failed);
        bool any = false;
        foreach ((string name, string text) in context.ReadAll(files))
        {
            any |= Search(context, options, regex, name == "-" ? "(standard input)" : name, named, text);
        }

        failed |= context.ReadFailed;
        return failed && !(any && options.Has('q')) ? 2 : any ? 0 : 1;
    }

    // Each file below a directory, a directory's entries in the order in which the kernel lists them.
    private static List<string> Below(CommandContext context, List<string> starts)
    {
        List<string> files = [];
        foreach (string start in starts)
        {
            if (context.Files.Node(start) is { IsDirectory: true } node) Walk(start, node);
            else files.Add(start);
        }

        return files;

        void Walk(string path, FileNode node)
        {
            foreach (FileNode child in KernfsOrder.Sort(node.Children))
            {
                string name = $"{path.TrimEnd('/')}/{child.Name}";
                if (child.IsDirectory) Walk(name, child);
                else files.Add(name);
            }
        }
    }

    private static bool Refuse(CommandContext context, string directory)
    {
        context.Complain($"{directory}: {Errno.EISDIR.Text()}");
        return true;
    }

    private static Regex Compile(List<string> patterns, Options options)
    {
        List<string> translated = [];
        foreach (string pattern in patterns)
        {
            string one = options.Has('F') ? Regex.Escape(pattern) : GrepPattern.Translate(pattern, options.Has('E'));
            translated.Add(options.Has('x') ? $"^(?:{one})$" : options.Has('w') ? $@"(?<!\w)(?:{one})(?!\w)" : $"(?:{one})");
        }

        return new Regex(string.Join('|', translated), options.Has('i') ? RegexOptions.IgnoreCase : RegexOptions.None);
    }

    private static bool Search(CommandContext context, Options options, Regex regex, string name, bool named, string text)
    {
        int before = Number(options, 'B');
        int after = Number(options, 'A');
        int most = options['m'] is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : int.MaxValue;
        string[] lines = CommandContext.Lines(text);
        int count = 0;
        int shown = -1;
        for (int i = 0; i < lines.Length && count < most; i++)
        {
            if (regex.IsMatch(lines[i]) == options.Has('v')) continue;
            count++;
            if (options.Has('q') || options.Has('c') || options.Has('l') || options.Has('L')) continue;
            if (options.Has('o'))
            {
                foreach (Match match in regex.Matches(lines[i])) context.Line(Place(i, ':') + match.Value);
                continue;
            }

            int first = System.Math.Max(shown + 1, i - before);
            if (before + after > 0 && shown >= 0 && first > shown + 1) context.Line("--");
            for (int line = first; line < i; line++) context.Line(Place(line, '-') + lines[line]);
            context.Line(Place(i, ':') + lines[i]);
            shown = i;

            // What follows a match is printed until the next one is.
            for (int line = i + 1; line <= i + after && line < lines.Length && regex.IsMatch(lines[line]) == options.Has('v'); line++) context.Line(Place(shown = line, '-') + lines[line]);
        }

        if (options.Has('c')) context.Line($"{(named ? name + ":" : "")}{count}");
        if (count > 0 ? options.Has('l') : options.Has('L')) context.Line(name);
        return count > 0;

        string Place(int line, char sign) => (named ? name + sign : "") + (options.Has('n') ? $"{line + 1}{sign}" : "");
    }

    private static int Number(Options options, char letter) => int.Parse(options[letter] ?? options['C'] ?? "0", CultureInfo.InvariantCulture);
}
