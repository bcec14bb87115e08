using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace KlpShell.Conformance.Shell.Awk;

/// <summary>Makes rules of an awk program: patterns, print and printf, assignments. Anything else is an error.</summary>
internal sealed class AwkParser
{
    private readonly List<(char Kind, string Text)> _tokens;
    private int _at;

    private AwkParser(string program) => _tokens = AwkLexer.Read(program);

    private (char Kind, string Text) Current => _at < _tokens.Count ? _tokens[_at] : ('e', "");

    /// <summary>The rules of a program.</summary>
    public static List<AwkRule> Parse(string program)
    {
        AwkParser parser = new(program);
        List<AwkRule> rules = [];
        while (true)
        {
            while (parser.Take(";") || parser.Take("\n"))
            {
            }

            if (parser._at == parser._tokens.Count) return rules;
            rules.Add(parser.Rule());
        }
    }

    private AwkRule Rule()
    {
        string when = Current is ('w', "BEGIN" or "END") ? Next() : "";
        Func<AwkState, AwkValue>? pattern = when.Length > 0 || Is("{") ? null : Expression();
        if (!Take("{")) return new AwkRule(when, pattern, static state => state.Print(state.Field(0).Text + "\n"));
        List<Action<AwkState>> statements = [];
        while (!Take("}"))
        {
            if (Take(";") || Take("\n")) continue;
            statements.Add(Statement());
        }

        return new AwkRule(when, pattern, state => statements.ForEach(statement => statement(state)));
    }

    private Action<AwkState> Statement()
    {
        if (Current is ('w', "print"))
        {
            Next();
            List<Func<AwkState, AwkValue>> values = Is(";") || Is("}") || Is("\n") || _at == _tokens.Count ? [static state => state.Field(0)] : Values();
            return state => state.Print(string.Join(state["OFS"].Text, values.ConvertAll(value => value(state).Text)) + "\n");
        }

        if (Current is ('w', "printf"))
        {
            Next();
            List<Func<AwkState, AwkValue>> values = Values();
            return state => state.Print(Printf(values.ConvertAll(value => value(state))));
        }

        if (Current is ('w', "if" or "while" or "for" or "next" or "getline" or "delete" or "function")) throw Unknown();
        Func<AwkState, AwkValue> expression = Expression();
        return state => expression(state);
    }

    private List<Func<AwkState, AwkValue>> Values()
    {
        List<Func<AwkState, AwkValue>> values = [];
        do values.Add(Expression());
        while (Take(","));
        return values;
    }

    private Func<AwkState, AwkValue> Expression()
    {
        if (Current.Kind == 'w' && _at + 1 < _tokens.Count && _tokens[_at + 1] is ('o', "=" or "+=" or "-=" or "++" or "--"))
        {
            string name = Next();
            string op = Next();
            if (op is "++" or "--") return state => Assign(state, name, state[name].Number + (op == "++" ? 1 : -1));
            Func<AwkState, AwkValue> value = Expression();
            if (op == "=") return state => state[name] = value(state);
            return state => Assign(state, name, state[name].Number + (op == "+=" ? 1 : -1) * value(state).Number);
        }

        return Binary(AwkPrecedence.Lowest);
    }

    private static AwkValue Assign(AwkState state, string name, double number) => state[name] = AwkValue.Of(number);

    private Func<AwkState, AwkValue> Binary(int level)
    {
        if (level > AwkPrecedence.Highest) return Unary();
        Func<AwkState, AwkValue> left = Binary(level + 1);
        while (true)
        {
            Func<AwkState, AwkValue> before = left;
            if (level == AwkPrecedence.Concatenation)
            {
                if (Current.Kind is not ('n' or 's' or 'w') && Current is not ('o', "$" or "(")) return left;
                Func<AwkState, AwkValue> joined = Binary(level + 1);
                left = state => AwkValue.Of(before(state).Text + joined(state).Text);
                continue;
            }

            if (Current.Kind != 'o' || AwkPrecedence.Of(Current.Text) != level) return left;
            string op = Next();
            if (op is "~" or "!~" && Current.Kind == 'r')
            {
                Regex regex = new(Next());
                left = state => AwkValue.Of(regex.IsMatch(before(state).Text) == (op == "~"));
                continue;
            }

            Func<AwkState, AwkValue> right = Binary(level + 1);
            left = AwkPrecedence.Operation(op, before, right);
        }
    }

    private Func<AwkState, AwkValue> Unary()
    {
        if (Take("!"))
        {
            Func<AwkState, AwkValue> value = Unary();
            return state => AwkValue.Of(!value(state).IsTrue);
        }

        if (Take("-"))
        {
            Func<AwkState, AwkValue> value = Unary();
            return state => AwkValue.Of(-value(state).Number);
        }

        return Primary();
    }

    private Func<AwkState, AwkValue> Primary()
    {
        if (Take("$"))
        {
            Func<AwkState, AwkValue> number = Unary();
            return state => state.Field((int)number(state).Number);
        }

        if (Take("("))
        {
            Func<AwkState, AwkValue> inside = Expression();
            if (!Take(")")) throw Unknown();
            return inside;
        }

        (char kind, string text) = Current;
        _at++;
        switch (kind)
        {
            case 'n':
                AwkValue number = AwkValue.Field(text);
                return _ => number;
            case 's':
                AwkValue constant = AwkValue.Of(text);
                return _ => constant;
            case 'r':
                Regex regex = new(text);
                return state => AwkValue.Of(regex.IsMatch(state.Field(0).Text));
            case 'w' when text is "substr" or "length" or "toupper" or "tolower":
                if (!Take("(")) throw Unknown();
                List<Func<AwkState, AwkValue>> arguments = Values();
                if (!Take(")")) throw Unknown();
                return state => Function(text, arguments.ConvertAll(argument => argument(state)));
            case 'w' when !Is("("):
                return state => state[text];
            default:
                _at--;
                throw Unknown();
        }
    }

    private static AwkValue Function(string name, List<AwkValue> arguments)
    {
        string text = arguments[0].Text;
        if (name == "length") return AwkValue.Of(text.Length);
        if (name != "substr") return AwkValue.Of(name == "toupper" ? text.ToUpperInvariant() : text.ToLowerInvariant());
        int start = Math.Clamp((int)arguments[1].Number - 1, 0, text.Length);
        int length = arguments.Count > 2 ? (int)arguments[2].Number : text.Length;
        return AwkValue.Of(text.Substring(start, Math.Clamp(length, 0, text.Length - start)));
    }

    private static string Printf(List<AwkValue> values)
    {
        int next = 1;
        return Regex.Replace(values[0].Text, "%([-0-9]*)([sd%])", match =>
        {
            if (match.Groups[2].Value == "%") return "%";
            AwkValue value = next < values.Count ? values[next++] : AwkValue.Of("");
            string text = match.Groups[2].Value == "d" ? ((long)value.Number).ToString() : value.Text;
            string width = match.Groups[1].Value;
            if (width.Length == 0) return text;
            return width.StartsWith('-') ? text.PadRight(int.Parse(width[1..])) : text.PadLeft(int.Parse(width), width.StartsWith('0') ? '0' : ' ');
        });
    }

    private bool Is(string op) => Current.Kind == 'o' && Current.Text == op;

    private bool Take(string op)
    {
        if (!Is(op)) return false;
        _at++;
        return true;
    }

    private string Next() => _tokens[_at++].Text;

    private UnknownCommandException Unknown() => new($"awk: '{Current.Text}' isn't known to the player");
}
