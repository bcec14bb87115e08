using System;
using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>Makes a tree of a command. What it doesn't know is an error, never a guess.</summary>
internal sealed class Parser
{
    private static readonly string[] s_unknown = ["select", "function", "time", "coproc"];

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
            if (Current is null || Current.Operator is ")" or ";;" || Current.Plain is "done" or "do" or "}" or "then" or "fi" or "elif" or "else" or "esac") return new CommandList(items.ToImmutable());
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
        while (Current is { Operator: "|" or "|&" } pipe)
        {
            // Both outputs: as though 2>&1 stood before it.
            if (pipe.Operator == "|&") elements[^1] = new Redirected(elements[^1], [Duplicate(pipe)], elements[^1].Source);
            _at++;
            elements.Add(Command());
        }

        return new Pipeline(elements.ToImmutable(), negated, Since(start));
    }

    private Node Command()
    {
        if (Current is null) throw new ShellSyntaxException("a command is missing at the end");
        int start = Current.Start;
        Node? compound = Compound(start);
        if (compound is null) return Simple(start);
        ImmutableArray<Redirection> redirections = Redirections();
        return redirections.IsEmpty ? compound : new Redirected(compound, redirections, Since(start));
    }

    // Null for what is a simple command.
    private Node? Compound(int start)
    {
        switch (Current!.Plain)
        {
            case "for":
                return For(start);
            case "if":
                return If(start);
            case "while" or "until":
                return While(start);
            case "case":
                return Case(start);
            case "[[":
                return Condition(start);
            case { } word when Array.IndexOf(s_unknown, word) >= 0:
                throw Problem(Current);
            case { } name when name != "{" && _at + 2 < _tokens.Length && _tokens[_at + 1].Operator == "(" && _tokens[_at + 2].Operator == ")":
                _at += 3;
                while (Current?.Operator == "\n") _at++;
                return new FunctionNode(name, Command(), Since(start));
        }

        if (Current.Operator != "(" && Current.Plain != "{") return null;
        bool subshell = Current.Operator == "(";
        _at++;
        CommandList body = List();
        if (subshell) Expect(Current?.Operator == ")");
        else Expect(Current?.Plain == "}");
        return new Group(body, subshell, Since(start));
    }

    private IfCommand If(int start)
    {
        ImmutableArray<(CommandList, CommandList)>.Builder branches = ImmutableArray.CreateBuilder<(CommandList, CommandList)>();
        CommandList? otherwise = null;
        do
        {
            _at++;
            CommandList condition = List();
            Expect(Current?.Plain == "then");
            branches.Add((condition, List()));
        }
        while (Current?.Plain == "elif");
        if (Current?.Plain == "else")
        {
            _at++;
            otherwise = List();
        }

        Expect(Current?.Plain == "fi");
        return new IfCommand(branches.ToImmutable(), otherwise, Since(start));
    }

    private WhileLoop While(int start)
    {
        bool until = Current!.Plain == "until";
        _at++;
        CommandList condition = List();
        Expect(Current?.Plain == "do");
        CommandList body = List();
        Expect(Current?.Plain == "done");
        return new WhileLoop(condition, body, until, Since(start));
    }

    private CaseCommand Case(int start)
    {
        _at++;
        if (Current is not { Operator: null } word) throw new ShellSyntaxException("a word is missing after case");
        _at++;
        Expect(Current?.Plain == "in");
        ImmutableArray<(ImmutableArray<Token>, CommandList)>.Builder branches = ImmutableArray.CreateBuilder<(ImmutableArray<Token>, CommandList)>();
        while (true)
        {
            while (Current?.Operator is "\n" or ";;") _at++;
            if (Current?.Plain == "esac") break;
            if (Current?.Operator == "(") _at++;
            ImmutableArray<Token>.Builder patterns = ImmutableArray.CreateBuilder<Token>();
            while (Current is { Operator: null } pattern)
            {
                patterns.Add(pattern);
                _at++;
                if (Current?.Operator == "|") _at++;
            }

            Expect(Current?.Operator == ")");
            branches.Add((patterns.ToImmutable(), List()));
        }

        _at++;
        return new CaseCommand(word, branches.ToImmutable(), Since(start));
    }

    // [[ ... ]]: its words aren't split, and its operators are words.
    private SimpleCommand Condition(int start)
    {
        ImmutableArray<Token>.Builder words = ImmutableArray.CreateBuilder<Token>();
        while (Current is { } token)
        {
            _at++;
            ImmutableArray<WordPart>.Builder word = ImmutableArray.CreateBuilder<WordPart>();
            if (token.Operator is { } sign) word.Add(new WordPart(WordPartKind.Text, sign, true));
            else foreach (WordPart part in token.Word) word.Add(part with { Quoted = true });
            words.Add(token with { Operator = null, Word = word.ToImmutable() });
            if (token.Plain == "]]") return new SimpleCommand(words.ToImmutable(), [], Since(start));
        }

        throw new ShellSyntaxException("[[ is never closed");
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

        while (Current?.Operator is ";" or "\n") _at++;
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

            if (!IsRedirection(token)) break;
            redirections.AddRange(Redirections());
        }

        if (words.Count == 0 && redirections.Count == 0) throw Problem(Current ?? _tokens[^1]);
        return new SimpleCommand(words.ToImmutable(), redirections.ToImmutable(), Since(start));
    }

    private static bool IsRedirection(Token token) => token.Operator is "<" or ">" or ">>" or "<&" or ">&" or "<<" or "<<<" or "&>" or "&>>" or ">|" or "<>";

    // 2>&1.
    private static Redirection Duplicate(Token at) => new(2, ">&", new Token(null, [new WordPart(WordPartKind.Text, "1", false)], -1, at.Start, at.End));

    private static bool IsDescriptor(Token target) => target.Word is [{ Kind: WordPartKind.Text } only] ? only.Text == "-" || int.TryParse(only.Text, out _) : !target.Word.IsEmpty;

    private ImmutableArray<Redirection> Redirections()
    {
        ImmutableArray<Redirection>.Builder redirections = ImmutableArray.CreateBuilder<Redirection>();
        while (Current is { } token && IsRedirection(token))
        {
            _at++;
            if (Current is not { Operator: null } target) throw new ShellSyntaxException($"a file is missing after {token.Operator}");
            _at++;
            bool both = token.Operator is "&>" or "&>>" || (token.Operator == ">&" && token.Descriptor < 0 && !IsDescriptor(target));
            int descriptor = token.Descriptor >= 0 ? token.Descriptor : token.Operator![0] == '<' ? 0 : 1;
            redirections.Add(new Redirection(descriptor, token.Operator == "&>>" ? ">>" : both || token.Operator == ">|" ? ">" : token.Operator!, target));
            if (both) redirections.Add(Duplicate(token));
        }

        return redirections.ToImmutable();
    }

    private string Since(int start) => _text[start..(_at == 0 ? start : _tokens[_at - 1].End)].Trim();

    private void Expect(bool isThere)
    {
        if (!isThere) throw Current is null ? new ShellSyntaxException("the command ends too early") : Problem(Current);
        _at++;
    }

    private ShellSyntaxException Problem(Token token) => new($"'{_text[token.Start..token.End]}' isn't known at that place");
}
