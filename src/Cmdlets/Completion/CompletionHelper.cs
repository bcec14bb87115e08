using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Internal;

namespace KlpShell.Completion;

/// <summary>Makes completion results: what matches the typed word, quoted where PowerShell needs quotes.</summary>
internal static class CompletionHelper
{
    private const int Most = 500;
    private const string Special = " ,;|&()[]{}'\"`$@#<>*?\t";

    /// <summary>The candidates that begin with the word, or that it matches as a wildcard.</summary>
    /// <param name="word">What was typed, quotes included.</param>
    /// <param name="candidates">Each name with its tooltip.</param>
    public static IEnumerable<CompletionResult> Matching(string word, IEnumerable<(string Name, string ToolTip)> candidates)
    {
        string plain = Unquote(word);
        WildcardPattern pattern = new(WildcardPattern.ContainsWildcardCharacters(plain) ? plain + "*" : WildcardPattern.Escape(plain) + "*", WildcardOptions.IgnoreCase);
        List<CompletionResult> results = [];
        foreach ((string name, string tip) in candidates)
        {
            if (!pattern.IsMatch(name)) continue;
            string shown = Text.OneLine(name);

            // On a command line it would steer the terminal; a wildcard stands for it.
            if (shown != name) continue;
            results.Add(new CompletionResult(Quote(name), shown, CompletionResultType.ParameterValue, tip.Length == 0 ? shown : Text.Visible(tip)));
            if (results.Count == Most) break;
        }

        return results;
    }

    /// <summary>A name as it can stand in a command line.</summary>
    public static string Quote(string name)
    {
        bool plain = name.Length > 0 && name[0] is not '-' and not '!';
        foreach (char c in name) plain &= !Special.Contains(c, StringComparison.Ordinal) && !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('\u2018' or '\u2019' or '\u201a' or '\u201b');
        return plain ? name : "'" + Doubled(name) + "'";
    }

    /// <summary>What was typed, without its quotes.</summary>
    public static string Unquote(string word)
    {
        if (word.Length == 0 || word[0] is not ('\'' or '"')) return word;
        char quote = word[0];
        string inner = word.Length > 1 && word[^1] == quote ? word[1..^1] : word[1..];
        return inner.Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal);
    }

    // PowerShell takes typographic single quotes for the straight one, so those are doubled as well.
    private static string Doubled(string name)
    {
        System.Text.StringBuilder text = new(name.Length + 2);
        foreach (char c in name)
        {
            text.Append(c);
            if (c is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b') text.Append(c);
        }

        return text.ToString();
    }
}
