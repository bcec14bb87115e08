using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>grep, with the options that recordings use.</summary>
internal static class GrepCommand
{
    /// <summary>grep [-ivcwnqoEFhHs] [-e PATTERN]... [PATTERN] [FILE...].</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "ivcwnqoEFhHs", valued: "em");
        List<string> patterns = [.. options.All('e')];
        List<string> files = options.Operands;
        if (patterns.Count == 0)
        {
            if (files.Count == 0) throw context.Unknown("a use without a pattern");
            patterns.Add(files[0]);
            files.RemoveAt(0);
        }

        Regex regex = Compile(patterns, options);
        bool named = !options.Has('h') && (files.Count > 1 || options.Has('H'));
        bool any = false;
        foreach ((string name, string text) in context.ReadAll(files, out bool failed))
        {
            any |= Search(context, options, regex, named ? (name == "-" ? "(standard input):" : name + ":") : "", text);
            if (failed && !any) return 2;
        }

        return any ? 0 : 1;
    }

    /// <summary>A pattern of grep or sed as one of .NET. In a basic expression the special characters are the ones behind a backslash.</summary>
    public static string Translate(string pattern, bool extended)
    {
        if (extended) return pattern;
        StringBuilder translated = new();
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                char next = pattern[++i];
                if (next is '|' or '(' or ')' or '{' or '}' or '+' or '?') translated.Append(next);
                else translated.Append('\\').Append(next);
            }
            else if (c == '[')
            {
                int close = pattern.IndexOf(']', i + 2 < pattern.Length ? i + 2 : i);
                if (close < 0) close = pattern.Length - 1;
                translated.Append(pattern, i, close - i + 1);
                i = close;
            }
            else if (c is '|' or '(' or ')' or '{' or '}' or '+' or '?' || (c == '*' && i == 0))
            {
                translated.Append('\\').Append(c);
            }
            else
            {
                translated.Append(c);
            }
        }

        return translated.ToString();
    }

    private static Regex Compile(List<string> patterns, Options options)
    {
        List<string> translated = [];
        foreach (string pattern in patterns)
        {
            string one = options.Has('F') ? Regex.Escape(pattern) : Translate(pattern, options.Has('E'));
            translated.Add(options.Has('w') ? $@"(?<!\w)(?:{one})(?!\w)" : $"(?:{one})");
        }

        return new Regex(string.Join('|', translated), options.Has('i') ? RegexOptions.IgnoreCase : RegexOptions.None);
    }

    private static bool Search(CommandContext context, Options options, Regex regex, string prefix, string text)
    {
        int count = 0;
        int number = 0;
        foreach (string line in CommandContext.Lines(text))
        {
            number++;
            if (regex.IsMatch(line) == options.Has('v')) continue;
            count++;
            if (options.Has('q') || options.Has('c')) continue;
            string place = prefix + (options.Has('n') ? $"{number}:" : "");
            if (!options.Has('o'))
            {
                context.Line(place + line);
                continue;
            }

            foreach (Match match in regex.Matches(line)) context.Line(place + match.Value);
        }

        if (options.Has('c')) context.Line($"{prefix}{count}");
        return count > 0;
    }
}
