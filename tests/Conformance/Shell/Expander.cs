using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Machines;
using KlpShell.Conformance.Shell.Syntax;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell;

/// <summary>Makes arguments of words: variables, command substitution, splitting at blanks, wildcards.</summary>
internal sealed partial class Expander(ShellSession session)
{
    /// <summary>All arguments that some words stand for.</summary>
    public List<string> Expand(IEnumerable<Token> words)
    {
        List<string> arguments = [];
        foreach (Token word in words) Expand(word.Word, arguments);
        return arguments;
    }

    /// <summary>The text of a word that is neither split nor a pattern: a file, an assignment.</summary>
    public string Single(ImmutableArray<WordPart> word)
    {
        StringBuilder text = new();
        foreach (WordPart part in word) text.Append(Value(part));
        return text.ToString();
    }

    /// <summary>A text with the variables and commands that stand in it, as between double quotes.</summary>
    public string Text(string text)
    {
        StringBuilder expanded = new();
        foreach (Token token in new Lexer('"' + text.Replace("\"", "\\\"", StringComparison.Ordinal) + '"').Read()) expanded.Append(Single(token.Word));
        return expanded.ToString();
    }

    private string Value(WordPart part) => part.Kind switch
    {
        WordPartKind.Variable => session.ExpandVariable(part.Text),
        WordPartKind.Arithmetic => new Arithmetic(Text(part.Text), session.Value).Value().ToString(CultureInfo.InvariantCulture),
        WordPartKind.Command => session.Substitute(part.Text),
        _ => part.Text,
    };

    private void Expand(ImmutableArray<WordPart> word, List<string> arguments)
    {
        StringBuilder text = new();
        StringBuilder pattern = new();
        bool wild = false;
        bool any = false;
        foreach (WordPart part in word)
        {
            // Each of a function's words stays one.
            if (part is { Kind: WordPartKind.Variable, Text: "@", Quoted: true })
            {
                for (int i = 0; i < session.Variables.Positional.Count; i++)
                {
                    if (i > 0) Finish();
                    Add(session.Variables.Positional[i], true);
                    any = true;
                }

                continue;
            }

            if (part is { Kind: WordPartKind.Text, Quoted: false } && Braces().IsMatch(part.Text)) throw new ShellSyntaxException($"the braces in '{part.Text}' aren't known");
            string value = part is { Kind: WordPartKind.Text, Quoted: false, Text: "~" } && word.Length == 1 ? Guest.Home : Value(part);
            any |= part.Quoted;
            if (part.Kind is WordPartKind.Variable or WordPartKind.Command && !part.Quoted)
            {
                string[] pieces = value.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
                for (int i = 0; i < pieces.Length; i++)
                {
                    if (i > 0) Finish();
                    Add(pieces[i], false);
                }
            }
            else
            {
                Add(value, part.Quoted);
            }
        }

        if (any) Finish();
        else if (text.Length > 0) Finish();

        void Add(string piece, bool quoted)
        {
            text.Append(piece);
            foreach (char c in piece)
            {
                bool wildcard = !quoted && c is '*' or '?';
                wild |= wildcard && !quoted;
                pattern.Append(wildcard && !quoted ? (c == '*' ? ".*" : ".") : Regex.Escape(c.ToString()));
            }
        }

        void Finish()
        {
            List<string> matches = wild ? Match(text.ToString(), pattern.ToString()) : [];
            if (matches.Count > 0) arguments.AddRange(matches);
            else arguments.Add(text.ToString());
            text.Clear();
            pattern.Clear();
            wild = false;
        }
    }

    private List<string> Match(string text, string pattern)
    {
        bool absolute = text.StartsWith('/');
        List<string> found = [absolute ? "" : "."];
        foreach (string part in Parts(pattern))
        {
            Regex regex = new("^" + part + "$");
            List<string> next = [];
            foreach (string directory in found)
            {
                foreach (FileNode child in session.Files.Node(directory.Length == 0 ? "/" : directory)?.Children ?? [])
                {
                    if (regex.IsMatch(child.Name) && !child.Name.StartsWith('.')) next.Add(directory == "." && !absolute ? child.Name : $"{directory}/{child.Name}");
                }
            }

            found = next;
        }

        // A slash at the end means directories.
        if (text.EndsWith('/')) found = [.. found.Where(name => session.Files.IsDirectory(name)).Select(static name => name + "/")];
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    // Between slashes; that in a wildcard's own expression is none.
    private static string[] Parts(string pattern) =>
        pattern.Replace("[^/]", "\0", StringComparison.Ordinal).Split('/', StringSplitOptions.RemoveEmptyEntries) is { } parts
            ? Array.ConvertAll(parts, static part => part.Replace("\0", "[^/]", StringComparison.Ordinal))
            : [];

    [GeneratedRegex(@"\{[^{}]*(,|\.\.)[^{}]*\}")]
    private static partial Regex Braces();
}
