using System;
using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>Makes a tree of a command. What it doesn't know is an error, never a guess.</summary>
internal sealed class Parser
{
    private static readonly string[] s_unknown = ["if", "while", "until", "case", "select", "function", "[[", "time", "coproc"];

    private readonly string _text;
    private readonly ImmutableArray<Token> _tokens;
    private int _at;

    private Parser(string text)
    {
        _text = text;
        _tokens = new Lexer(text).Read();
    }

    private Token? Current => _at < _tokens.Length ? _tokens[_at] : null;

    /// <summary>Parses a whole command line.</summary>
    public static CommandList Parse(string text)
    {
        Parser parser = new(text);
        CommandList list = parser.List();
        return parser.Current is { } left ? throw parser.Problem(left) : list;
    }

    private CommandList List()
    {
        ImmutableArray<ListItem>.Builder items = ImmutableArray.CreateBuilder<ListItem>();
        string joint = ";";
        while (true)
        {
            while (Current?.Operator is ";" or "\n" && joint == ";") _at++;
            if (Current is null || Current.Operator == ")" || Current.Plain is "done" or "do" or "}") return new CommandList(items.ToImmutable());
            items.Add(new ListItem(joint, Pipeline()));
            switch (Current?.Operator)
            {
                case ";" or "\n":
                    joint = ";";
                    _at++;
                    break;
                case "&&" or "||":
                    joint = Current.Operator;
                    _at++;
                    break;
                case "&":
                    items[^1] = items[^1] with { Background = true };
                    joint = ";";
                    _at++;
                    break;
                default:
                    return new CommandList(items.ToImmutable());
            }
        }
    }

    private Pipeline Pipeline()
    {
        int start = Current?.Start ?? _text.Length;
        bool negated = Current?.Plain == "!";
        if (negated) _at++;
        ImmutableArray<Node>.Builder elements = ImmutableArray.CreateBuilder<Node>();
        elements.Add(Command());
        while (Current?.Operator == "|")
        {
            _at++;
            elements.Add(Command());
        }

        return new Pipeline(elements.ToImmutable(), negated, Since(start));
    }

    private Node Command()
    {
        if (Current is null) throw new ShellSyntaxException("a command is missing at the end");
        int start = Current.Start;
        if (Current.Plain is { } word)
        {
            if (word == "for") return For(start);
            if (Array.IndexOf(s_unknown, word) >= 0) throw Problem(Current);
        }

        if (Current.Operator == "(" || Current.Plain == "{")
        {
            bool subshell = Current.Operator == "(";
            _at++;
            CommandList body = List();
            if (subshell) Expect(Current?.Operator == ")");
            else Expect(Current?.Plain == "}");
            return new Group(body, subshell, Since(start));
        }

        return Simple(start);
    }

    private ForLoop For(int start)
    {
        _at++;
        string variable = Current?.Plain ?? throw new ShellSyntaxException("a variable is missing after for");
        _at++;
        Expect(Current?.Plain == "in");
        ImmutableArray<Token>.Builder words = ImmutableArray.CreateBuilder<Token>();
        while (Current is { Operator: null } word)
        {
            words.Add(word);
            _at++;
        }

        Expect(Current?.Operator is ";" or "\n");
        Expect(Current?.Plain == "do");
        CommandList body = List();
        Expect(Current?.Plain == "done");
        return new ForLoop(variable, words.ToImmutable(), body, Since(start));
    }

    private SimpleCommand Simple(int start)
    {
        ImmutableArray<Token>.Builder words = ImmutableArray.CreateBuilder<Token>();
        ImmutableArray<Redirection>.Builder redirections = ImmutableArray.CreateBuilder<Redirection>();
        while (Current is { } token)
        {
            if (token.Operator is null)
            {
                words.Add(token);
                _at++;
                continue;
            }

            if (token.Operator is not ("<" or ">" or ">>" or "<&" or ">&")) break;
            _at++;
            if (Current is not { Operator: null } target) throw new ShellSyntaxException($"a file is missing after {token.Operator}");
            _at++;
            int descriptor = token.Descriptor >= 0 ? token.Descriptor : token.Operator[0] == '<' ? 0 : 1;
            redirections.Add(new Redirection(descriptor, token.Operator, target));
        }

        if (words.Count == 0 && redirections.Count == 0) throw Problem(Current ?? _tokens[^1]);
        return new SimpleCommand(words.ToImmutable(), redirections.ToImmutable(), Since(start));
    }

    private string Since(int start) => _text[start..(_at == 0 ? start : _tokens[_at - 1].End)].Trim();

    private void Expect(bool isThere)
    {
        if (!isThere) throw Current is null ? new ShellSyntaxException("the command ends too early") : Problem(Current);
        _at++;
    }

    private ShellSyntaxException Problem(Token token) => new($"'{_text[token.Start..token.End]}' isn't known at that place");
}
