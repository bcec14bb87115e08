using System;
using System.Collections.Generic;
using System.Text;

namespace KlpShell.Conformance.Shell.Awk;

/// <summary>Cuts an awk program into tokens: a kind letter and the text. n number, s string, r regular expression, w word, o operator.</summary>
internal static class AwkLexer
{
    private static readonly string[] s_operators =
    [
        "==", "!=", "<=", ">=", "&&", "||", "!~", "++", "--", "+=", "-=",
        "{", "}", "(", ")", "$", ",", ";", "\n", "~", "!", "<", ">", "=", "+", "-", "*", "/", "%", "?", ":",
    ];

    /// <summary>All tokens.</summary>
    public static List<(char Kind, string Text)> Read(string program)
    {
        List<(char Kind, string Text)> tokens = [];
        int at = 0;
        while (at < program.Length)
        {
            char c = program[at];
            if (c is ' ' or '\t')
            {
                at++;
            }
            else if (c == '"')
            {
                tokens.Add(('s', Delimited(program, ref at, '"')));
            }
            else if (c == '/' && !EndsOperand(tokens))
            {
                tokens.Add(('r', Delimited(program, ref at, '/')));
            }
            else if (char.IsAsciiDigit(c))
            {
                tokens.Add(('n', While(program, ref at, static x => char.IsAsciiDigit(x) || x == '.')));
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                tokens.Add(('w', While(program, ref at, static x => char.IsAsciiLetterOrDigit(x) || x == '_')));
            }
            else
            {
                tokens.Add(('o', Operator(program, ref at)));
            }
        }

        return tokens;
    }

    private static bool EndsOperand(List<(char Kind, string Text)> tokens) =>
        tokens.Count > 0 && (tokens[^1].Kind is 'n' or 's' or 'r' || tokens[^1] is ('w', not ("print" or "printf")) or ('o', ")"));

    private static string Operator(string program, ref int at)
    {
        foreach (string candidate in s_operators)
        {
            if (string.CompareOrdinal(program, at, candidate, 0, candidate.Length) != 0) continue;
            at += candidate.Length;
            return candidate;
        }

        throw new UnknownCommandException($"awk: '{program[at]}' isn't known to the player");
    }

    private static string Delimited(string program, ref int at, char end)
    {
        StringBuilder text = new();
        for (at++; at < program.Length && program[at] != end; at++)
        {
            if (program[at] == '\\' && at + 1 < program.Length && end == '"')
            {
                at++;
                text.Append(program[at] switch { 'n' => '\n', 't' => '\t', char other => other });
            }
            else
            {
                if (program[at] == '\\' && at + 1 < program.Length && program[at + 1] == end) at++;
                text.Append(program[at]);
            }
        }

        if (at >= program.Length) throw new UnknownCommandException("awk: text is never closed");
        at++;
        return text.ToString();
    }

    private static string While(string program, ref int at, Predicate<char> belongs)
    {
        int start = at;
        while (at < program.Length && belongs(program[at])) at++;
        return program[start..at];
    }
}
