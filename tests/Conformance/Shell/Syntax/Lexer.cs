using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>Cuts a command into the tokens of the shell's language.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] s_operators = ["&&", "||", ">>", ">&", "<&", ";", "|", "&", ">", "<", "(", ")", "\n"];

    private int _at;

    /// <summary>All tokens.</summary>
    public ImmutableArray<Token> Read()
    {
        ImmutableArray<Token>.Builder tokens = ImmutableArray.CreateBuilder<Token>();
        while (true)
        {
            while (_at < text.Length && text[_at] is ' ' or '\t') _at++;
            if (_at == text.Length || text[_at] == '#') return tokens.ToImmutable();
            tokens.Add(Next());
        }
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
            if (c is not ('\'' or '"' or '\\' or '$'))
            {
                plain.Append(c);
                _at++;
                continue;
            }

            Flush(parts, plain);
            _at++;
            if (c == '\'') parts.Add(new WordPart(WordPartKind.Text, Until('\''), true));
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
            else if (c == '$')
            {
                parts.Add(new WordPart(WordPartKind.Text, inside.ToString(), true));
                inside.Clear();
                parts.Add(Expansion(true));
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
            if (string.CompareOrdinal(text, _at, "((", 0, 2) == 0) throw new ShellSyntaxException("arithmetic isn't known");
            _at++;
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

    private string Nested()
    {
        int start = _at;
        for (int depth = 1; _at < text.Length; _at++)
        {
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
