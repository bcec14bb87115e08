using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Shell.Syntax;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell;

/// <summary>Makes arguments of words: variables, command substitution, splitting at blanks, wildcards.</summary>
internal sealed class Expander(ShellSession session)
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

    private string Value(WordPart part) => part.Kind switch
    {
        WordPartKind.Variable => session.Variable(part.Text),
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
            string value = Value(part);
            any |= part.Quoted;
            if (part.Kind != WordPartKind.Text && !part.Quoted)
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
        foreach (string part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
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

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
