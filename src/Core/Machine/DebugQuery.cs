using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace KlpShell.Core.Machine;

/// <summary>A query of dynamic debug: which sites, and what becomes of their flags (ddebug_exec_query, lib/dynamic_debug.c).</summary>
internal sealed class DebugQuery
{
    private const int MostWords = 9;

    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private uint _first;
    private uint _last;
    private char _operator;
    private string _flags = "";

    /// <summary>Reads a query; null where it isn't understood, which is complained about.</summary>
    /// <param name="text">The query.</param>
    /// <param name="letters">The flags that the kernel knows.</param>
    /// <param name="complain">Gets what the kernel logs about a mistake.</param>
    public static DebugQuery? Read(string text, string letters, Action<string> complain)
    {
        if (Words(text, complain) is not { Count: > 0 } words)
        {
            complain("tokenize failed");
            return null;
        }

        DebugQuery query = new();
        if (!query.ReadFlags(words[^1], letters, complain))
        {
            complain("flags parse failed");
            return null;
        }

        words.RemoveAt(words.Count - 1);
        if (query.ReadPairs(words, complain)) return query;
        complain("query parse failed");
        return null;
    }

    /// <summary>True for a site that the query means.</summary>
    public bool Matches(DebugSite site, int line) =>
        Fits("module", DebugSite.Module)
        && !_given.ContainsKey("class")
        && (Fits("file", DebugSite.File) || Fits("file", "transition.c"))
        && Fits("func", site.Function)
        && (!_given.TryGetValue("format", out string? format) || (format.StartsWith('^') ? site.Format.StartsWith(format[1..], StringComparison.Ordinal) : site.Format.Contains(format, StringComparison.Ordinal)))
        && (_first == 0 || line >= _first)
        && (_last == 0 || line <= _last);

    /// <summary>What a site's flags become, in the kernel's order.</summary>
    public string Apply(string flags, string letters)
    {
        StringBuilder changed = new();
        foreach (char letter in letters)
        {
            bool named = _flags.Contains(letter, StringComparison.Ordinal);
            bool set = flags.Contains(letter, StringComparison.Ordinal);
            if (letter != '_' && (_operator == '=' ? named : _operator == '+' ? set || named : set && !named)) changed.Append(letter);
        }

        return changed.ToString();
    }

    private bool Fits(string key, string text) => !_given.TryGetValue(key, out string? pattern) || Glob.IsMatch(pattern, text);

    // Words between blanks or in quotes; a # ends the line (ddebug_tokenize).
    private static List<string>? Words(string text, Action<string> complain)
    {
        List<string> words = [];
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length || text[at] == '#') return words;
            char quote = text[at] is '"' or '\'' ? text[at++] : '\0';
            int end = at;
            while (end < text.Length && (quote == '\0' ? !char.IsWhiteSpace(text[end]) : text[end] != quote)) end++;
            if (quote != '\0' && end == text.Length)
            {
                complain($"unclosed quote: {text[at..]}");
                return null;
            }

            if (words.Count == MostWords)
            {
                complain($"too many words, legal max <={MostWords}");
                return null;
            }

            words.Add(text[at..end]);
            at = Math.Min(text.Length, end + 1);
        }
    }

    private bool ReadFlags(string word, string letters, Action<string> complain)
    {
        if (word.Length == 0 || word[0] is not ('+' or '-' or '='))
        {
            complain($"bad flag-op {(word.Length == 0 ? '\0' : word[0])}, at start of {word}");
            return false;
        }

        _operator = word[0];
        _flags = word[1..];
        foreach (char flag in _flags)
        {
            if (letters.Contains(flag, StringComparison.Ordinal)) continue;
            complain($"unknown flag '{flag}'");
            return false;
        }

        return true;
    }

    private bool ReadPairs(List<string> words, Action<string> complain)
    {
        if (words.Count % 2 != 0)
        {
            complain("expecting pairs of match-spec <value>");
            return false;
        }

        for (int i = 0; i < words.Count; i += 2)
        {
            (string key, string value) = (words[i], words[i + 1]);
            if (key is not ("func" or "file" or "module" or "format" or "line" or "class"))
            {
                complain($"unknown keyword \"{key}\"");
                return false;
            }

            if (key == "line" ? !ReadLines(value, complain) : !Set(key, key == "file" ? value.Split(':')[0] : value, complain)) return false;

            // What stands behind a file's colon is a function or a range of lines.
            int colon = key == "file" ? value.IndexOf(':', StringComparison.Ordinal) + 1 : 0;
            if (colon == 0) continue;
            string rest = value[colon..];
            bool function = rest.Length > 0 && (char.IsAsciiLetter(rest[0]) || rest[0] is '*' or '?');
            if (function ? !Set("func", rest, complain) : !ReadLines(rest, complain)) return false;
        }

        return true;
    }

    private bool Set(string key, string value, Action<string> complain)
    {
        if (_given.TryGetValue(key, out string? before))
        {
            complain($"match-spec:{key} val:{before} overridden by {value}");
            return false;
        }

        _given.Add(key, value);
        return true;
    }

    private bool ReadLines(string text, Action<string> complain)
    {
        if (_first != 0 || _last != 0)
        {
            complain("match-spec: line used 2x");
            return false;
        }

        int dash = text.IndexOf('-', StringComparison.Ordinal);
        if (!ReadLine(dash < 0 ? text : text[..dash], out _first, complain)) return false;
        _last = _first;
        if (dash < 0) return true;
        if (!ReadLine(text[(dash + 1)..], out _last, complain)) return false;
        if (_last == 0) _last = uint.MaxValue;
        if (_last >= _first) return true;
        complain(string.Create(CultureInfo.InvariantCulture, $"last-line:{_last} < 1st-line:{_first}"));
        return false;
    }

    private static bool ReadLine(string text, out uint line, Action<string> complain)
    {
        line = 0;
        if (text.Length == 0 || uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out line)) return true;
        complain($"bad line-number: {text}");
        return false;
    }
}
