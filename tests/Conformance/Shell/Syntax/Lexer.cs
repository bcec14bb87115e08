using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>Cuts a command into the tokens of the shell's language.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] s_operators = ["&&", "||", "&>>", ">>", ">&", ">|", "<&", "<>", "<<<", "<<", "&>", ";;", "|&", ";", "|", "&", ">", "<", "(", ")", "\n"];

    private readonly Queue<int> _documents = [];
    private int _at;

    /// <summary>All tokens.</summary>
    public ImmutableArray<Token> Read()
    {
        ImmutableArray<Token>.Builder tokens = ImmutableArray.CreateBuilder<Token>();
        while (true)
        {
            while (_at < text.Length && text[_at] is ' ' or '\t') _at++;
            if (_at < text.Length && text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] == '\n')
            {
                _at += 2;
                continue;
            }

            if (_at < text.Length && text[_at] == '#') SkipComment();
            if (_at == text.Length) return _documents.Count == 0 ? tokens.ToImmutable() : throw new ShellSyntaxException("a here-document is never closed");
            tokens.Add(Next());
            if (tokens[^1].Operator == "\n") ReadDocuments(tokens);
            else if (tokens is [.., { Operator: "<<" }, _]) _documents.Enqueue(tokens.Count - 1);
        }
    }

    private void SkipComment()
    {
        while (_at < text.Length && text[_at] != '\n') _at++;
    }

    // What stands between the line of a << and its word becomes the word itself.
    private void ReadDocuments(ImmutableArray<Token>.Builder tokens)
    {
        while (_documents.TryDequeue(out int index))
        {
            string end = "";
            bool plain = false;
            foreach (WordPart part in tokens[index].Word)
            {
                end += part.Text;
                plain |= part.Quoted;
            }

            StringBuilder body = new();
            while (true)
            {
                if (_at >= text.Length) throw new ShellSyntaxException($"the end of the here-document, {end}, is missing");
                int newline = text.IndexOf('\n', _at);
                string line = newline < 0 ? text[_at..] : text[_at..newline];
                _at = newline < 0 ? text.Length : newline + 1;
                if (line == end) break;
                body.Append(line).Append('\n');
            }

            ImmutableArray<WordPart> word = plain ? [new WordPart(WordPartKind.Text, body.ToString(), true)] : new Lexer(body.Replace("\"", "\\\"").Append('"').ToString()).Document();
            tokens[index] = tokens[index] with { Word = word };
        }
    }

    private ImmutableArray<WordPart> Document()
    {
        List<WordPart> parts = [];
        Quoted(parts);
        return [.. parts];
    }

    private Token Next()
    {
        int start = _at;
        int digits = _at;
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        bool numbered = digits > _at && digits < text.Length && text[digits] is '<' or '>';
        if (numbered) _at = digits;
        foreach (string candidate in s_operators)
        {
            if (string.CompareOrdinal(text, _at, candidate, 0, candidate.Length) != 0) continue;
            int descriptor = numbered ? int.Parse(text.AsSpan(start, digits - start), CultureInfo.InvariantCulture) : -1;
            _at += candidate.Length;
            return new Token(candidate, default, descriptor, start, _at);
        }

        return new Token(null, Word(), -1, start, _at);
    }

    private ImmutableArray<WordPart> Word()
    {
        List<WordPart> parts = [];
        StringBuilder plain = new();
        while (_at < text.Length && !" \t\n;&|<>()".Contains(text[_at]))
        {
            char c = text[_at];
            if (c is not ('\'' or '"' or '\\' or '$' or '`'))
            {
                plain.Append(c);
                _at++;
                continue;
            }

            Flush(parts, plain);
            _at++;
            if (c == '\'') parts.Add(new WordPart(WordPartKind.Text, Until('\''), true));
            else if (c == '`') parts.Add(new WordPart(WordPartKind.Command, Until('`'), false));
            else if (c == '$' && _at < text.Length && text[_at] == '\'') parts.Add(Escaped());
            else if (c == '"') Quoted(parts);
            else if (c == '$') parts.Add(Expansion(false));
            else if (_at < text.Length) parts.Add(new WordPart(WordPartKind.Text, text[_at++].ToString(), true));
        }

        Flush(parts, plain);
        return [.. parts];
    }

    private static void Flush(List<WordPart> parts, StringBuilder plain)
    {
        if (plain.Length > 0) parts.Add(new WordPart(WordPartKind.Text, plain.ToString(), false));
        plain.Clear();
    }

    private void Quoted(List<WordPart> parts)
    {
        StringBuilder inside = new();
        while (_at < text.Length && text[_at] != '"')
        {
            char c = text[_at++];
            if (c == '\\' && _at < text.Length && text[_at] is '$' or '"' or '\\' or '`')
            {
                inside.Append(text[_at++]);
            }
            else if (c is '$' or '`')
            {
                parts.Add(new WordPart(WordPartKind.Text, inside.ToString(), true));
                inside.Clear();
                parts.Add(c == '$' ? Expansion(true) : new WordPart(WordPartKind.Command, Until('`'), true));
            }
            else
            {
                inside.Append(c);
            }
        }

        if (_at == text.Length) throw new ShellSyntaxException("a double quote is never closed");
        _at++;
        parts.Add(new WordPart(WordPartKind.Text, inside.ToString(), true));
    }

    private WordPart Expansion(bool quoted)
    {
        if (_at == text.Length) return new WordPart(WordPartKind.Text, "$", quoted);
        if (text[_at] == '(')
        {
            bool arithmetic = string.CompareOrdinal(text, _at, "((", 0, 2) == 0;
            _at++;
            if (arithmetic) return new WordPart(WordPartKind.Arithmetic, Nested()[1..^1], quoted);
            return new WordPart(WordPartKind.Command, Nested(), quoted);
        }

        if (text[_at] == '{')
        {
            _at++;
            return new WordPart(WordPartKind.Variable, Until('}'), quoted);
        }

        int start = _at;
        if ("?!$#@*0123456789".Contains(text[_at])) _at++;
        else while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
        return _at == start ? new WordPart(WordPartKind.Text, "$", quoted) : new WordPart(WordPartKind.Variable, text[start.._at], quoted);
    }

    private WordPart Escaped()
    {
        _at++;
        return new WordPart(WordPartKind.Text, Commands.Escapes.Read(Until('\'')), true);
    }

    private string Nested()
    {
        int start = _at;
        char quote = '\0';
        for (int depth = 1; _at < text.Length; _at++)
        {
            if (quote != '\0' || text[_at] is '\'' or '"')
            {
                if (text[_at] == '\\' && quote == '"') _at++;
                else quote = quote == '\0' ? text[_at] : text[_at] == quote ? '\0' : quote;
                continue;
            }

            if (text[_at] == '(') depth++;
            if (text[_at] != ')' || --depth > 0) continue;
            return text[start.._at++];
        }

        throw new ShellSyntaxException("a parenthesis is never closed");
    }

    private string Until(char end)
    {
        int start = _at;
        int close = text.IndexOf(end, _at);
        if (close < 0) throw new ShellSyntaxException($"a {end} is missing");
        _at = close + 1;
        return text[start..close];
    }
}
