using System;
using System.Globalization;
using KlpShell.Conformance.Shell.Syntax;

namespace KlpShell.Conformance.Shell;

/// <summary>The value of what stands between $(( and )): whole numbers, variables, C's operators without assignments.</summary>
internal sealed class Arithmetic(string text, Func<string, string?> variable)
{
    // From the weakest to the strongest.
    private static readonly string[][] s_levels =
    [
        ["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<=", ">=", "<", ">"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"],
    ];

    private int _at;

    /// <summary>Works it out.</summary>
    public long Value()
    {
        long value = Choice();
        Blanks();
        return _at == text.Length ? value : throw new ShellSyntaxException($"'{text}' isn't known as an expression");
    }

    private long Choice()
    {
        long condition = Binary(0);
        if (!Take("?")) return condition;
        long yes = Choice();
        if (!Take(":")) throw new ShellSyntaxException($"a colon is missing in '{text}'");
        long no = Choice();
        return condition != 0 ? yes : no;
    }

    private long Binary(int level)
    {
        if (level == s_levels.Length) return Unary();
        long left = Binary(level + 1);
        while (Operator(level) is { } sign)
        {
            long right = Binary(level + 1);
            left = sign switch
            {
                "||" => left != 0 || right != 0 ? 1 : 0,
                "&&" => left != 0 && right != 0 ? 1 : 0,
                "|" => left | right,
                "^" => left ^ right,
                "&" => left & right,
                "==" => left == right ? 1 : 0,
                "!=" => left != right ? 1 : 0,
                "<=" => left <= right ? 1 : 0,
                ">=" => left >= right ? 1 : 0,
                "<" => left < right ? 1 : 0,
                ">" => left > right ? 1 : 0,
                "<<" => left << (int)right,
                ">>" => left >> (int)right,
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                "/" => left / right,
                _ => left % right,
            };
        }

        return left;
    }

    private string? Operator(int level)
    {
        Blanks();
        foreach (string sign in s_levels[level])
        {
            if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) != 0) continue;

            // The first half of a longer one is none.
            char next = _at + sign.Length < text.Length ? text[_at + sign.Length] : '\0';
            if (sign.Length == 1 && (next == '=' || (next == sign[0] && "&|<>".Contains(sign[0])))) continue;
            _at += sign.Length;
            return sign;
        }

        return null;
    }

    private long Unary()
    {
        if (Take("-")) return -Unary();
        if (Take("+")) return Unary();
        if (Take("!")) return Unary() == 0 ? 1 : 0;
        if (Take("~")) return ~Unary();
        if (Take("("))
        {
            long value = Choice();
            return Take(")") ? value : throw new ShellSyntaxException($"a parenthesis is missing in '{text}'");
        }

        Blanks();
        int start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '#' or '$')) _at++;
        string word = text[start.._at].TrimStart('$');
        if (word.Length == 0) throw new ShellSyntaxException($"'{text}' isn't known as an expression");
        if (!char.IsAsciiDigit(word[0])) return variable(word) is { Length: > 0 } held ? new Arithmetic(held, variable).Value() : 0;
        int hash = word.IndexOf('#', StringComparison.Ordinal);
        if (hash > 0) return InBase(word[(hash + 1)..], int.Parse(word.AsSpan(0, hash), CultureInfo.InvariantCulture));
        if (word.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return InBase(word[2..], 16);
        return InBase(word, word[0] == '0' ? 8 : 10);
    }

    private static long InBase(string digits, int radix)
    {
        long value = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiDigit(c) ? c - '0' : (c | 32) - 'a' + 10;
            if (digit >= radix) throw new ShellSyntaxException($"'{digits}' is no number of base {radix}");
            value = value * radix + digit;
        }

        return value;
    }

    private bool Take(string sign)
    {
        Blanks();
        if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) != 0) return false;
        _at += sign.Length;
        return true;
    }

    private void Blanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }
}
