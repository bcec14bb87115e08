namespace KlpShell.Engine;

internal sealed partial class Parser
{
    private sealed record Element(Func<Scope, object?>? Name, string Literal, List<Argument> Items, Redirection? Redirect, Extent At);

    /// <summary>An assignment, an expression, or commands in a row.</summary>
    private Action<Scope, Action<object?>> PipelineStatement(bool parenthesised = false)
    {
        SkipLines();
        var start = _p;
        Func<Scope, object?>? head = null;
        Redirection? redirect = null;
        _pure = null;
        if (StartsExpression)
        {
            var place = new Place();
            head = Expression(place);
            Skip();
            if (AssignmentOperator() is { } op)
            {
                var assignment = Assignment(place, op, start, parenthesised);
                _pure = null;
                return assignment;
            }
            redirect = Redirections(null);
        }
        var elements = new List<Element>();
        if (head is null) elements.Add(CommandElement());
        for (Skip(); Now == '|'; Skip())
        {
            if (Ahead() == '|') throw Error(_p, "'||' is not part of this language: use if (-not $?) { ... }.", 2);
            var pipe = _p++;
            SkipLines();
            if (EndsHere) throw Error(pipe, "An empty pipe element is not allowed.", 1, _p >= text.Length);
            elements.Add(CommandElement());
        }
        if (redirect is not null && elements.Count == 0) elements.Add(new Element(null, "Write-Output", [], redirect, At(start)));
        if (elements.Count == 0)
        {
            Func<Scope, object?> pure = s =>
            {
                var value = head!(s);
                s.Session.Succeeded = true;
                return value;
            };
            _pure = pure;
            return (s, output) => Value.Unroll(pure(s), output);
        }
        _pure = null;
        return (s, output) =>
        {
            var commands = new List<Command>(elements.Count);
            foreach (var element in elements)
            {
                var name = element.Name is null ? null : Value.Base(element.Name(s));
                commands.Add(Calls.Command(s, name ?? element.Literal, element.Items, element.Redirect, element.At));
            }
            new Pipeline(s.Session, commands, output).Run(head, s);
        };
    }

    private bool StartsExpression => Now switch
    {
        '$' or '(' or '"' or '\'' or '[' or '{' or '!' or '+' or '-' or ',' => true,
        '@' => Ahead() is '(' or '{' or '"' or '\'',
        '.' => char.IsAsciiDigit(Ahead()),
        _ => char.IsAsciiDigit(Now) && NumberHere(),
    };

    private bool NumberHere()
    {
        var end = _p;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))) end++;
        return Number.TryParse(text.AsSpan(_p, end - _p), out _);
    }

    private Element CommandElement()
    {
        var start = _p;
        Func<Scope, object?>? name = null;
        var literal = "";
        if (Now == '.' && (char.IsWhiteSpace(Ahead()) || Ahead() is '{' or '$' or '(' or '\'' or '"')) throw Error(_p, "'.' as a call is not part of klpsh's language: use &.");
        if (Now == '&' && Ahead() is not ('&' or '\0'))
        {
            _p++;
            Skip();
            name = Now is '$' or '(' or '{' or '"' or '\'' ? Primary() : Bare(out _);
        }
        else if (StartsExpression) throw Error(_p, "Expressions are only allowed as the first element of a pipeline.", Rest().Length);
        else if (EndsHere || Now is '<' or '>' or '&') throw Error(_p, "A command is wanted here.", 1, _p >= text.Length);
        else name = Bare(out literal);
        var items = new List<Argument>();
        Redirection? redirect = null;
        while (true)
        {
            Skip();
            redirect = Redirections(redirect);
            if (EndsHere || Now == '&') break;
            items.Add(CommandArgument());
        }
        return new Element(name, literal, items, redirect, At(start));
    }

    private Argument CommandArgument()
    {
        var start = _p;
        if (Now == '-' && (char.IsLetter(Ahead()) || Ahead() is '_' or '?'))
        {
            _p++;
            while (_p < text.Length && !char.IsWhiteSpace(Now) && Now is not (':' or ';' or '|' or '(' or ')' or '{' or '}' or ',' or '"' or '\'' or '.' or '[')) _p++;
            var name = text[(start + 1).._p];
            if (!Take(':')) return new Argument(name, null, At(start));
            Skip();
            return new Argument(name, ArgumentList(), At(start));
        }
        if (Now == '-' && Ahead() == '-' && (char.IsWhiteSpace(Ahead(2)) || Ahead(2) is '%' or '\0'))
        {
            if (Ahead(2) == '%') throw Error(_p, "'--%' is not part of this language: put quotes around the argument.", 3);
            _p += 2;
            Skip();
            return new Argument(null, ArgumentList(), At(start));
        }
        if (Now == '@' && (char.IsLetter(Ahead()) || Ahead() == '_')) throw Error(_p, "Splatting (@name) is not part of klpsh's language: write the parameters out.");
        return new Argument(null, ArgumentList(), At(start));
    }

    /// <summary>One argument, or several with commas between them.</summary>
    private Func<Scope, object?> ArgumentList()
    {
        var items = new List<Func<Scope, object?>> { ArgumentValue() };
        while (true)
        {
            var end = _p;
            Skip();
            if (Now != ',')
            {
                _p = end;
                break;
            }
            _p++;
            SkipLines();
            items.Add(ArgumentValue());
        }
        return items.Count == 1 ? items[0] : s => items.ConvertAll(item => Plain(item(s))).ToArray();
    }

    private Func<Scope, object?> ArgumentValue()
    {
        if (EndsHere || Now is ',' or '&') throw Error(_p, "An argument is missing here.", 1, _p >= text.Length);
        if (Now is '(' or '{' || Now == '@' && Ahead() is '(' or '{' or '"' or '\'' || Now is '\'' or '"' || Now == '$' && !PathFollows())
        {
            var start = _p;
            var value = Primary();
            if (!EndsHere && !char.IsWhiteSpace(Now) && Now is not (',' or '&' or '>')) throw Error(start, "Put quotes around this argument: it is made of several parts.", _p - start + 1);
            return value;
        }
        if (Now is '@' or '<') throw Error(_p, $"'{Now}' can't start an argument here: put it in quotes.");
        return Bare(out _, true);
    }

    // "$name/more" is one word to PowerShell, and so is "$name-more"; "$name.more" and "$name[0]" are not.
    private bool PathFollows()
    {
        var end = _p + 1;
        if (end < text.Length && text[end] is '(' or '{') return false;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || text[end] == ':' && end + 1 < text.Length && char.IsLetter(text[end + 1]))) end++;
        return end < text.Length && end > _p + 1 && text[end] is '/' or '\\' or '-' or '*' or ':' or '$' or '%' or '=';
    }

    /// <summary>A word without quotes: variables in it are expanded, a number stays a number that remembers its text.</summary>
    private Func<Scope, object?> Bare(out string literal, bool argument = false)
    {
        var start = _p;
        var parts = new List<Func<Scope, object?>>();
        var plain = new StringBuilder();
        while (_p < text.Length && !char.IsWhiteSpace(Now) && Now is not (';' or '|' or '&' or '(' or ')' or '{' or '}' or ',' or '<' or '>'))
        {
            if (Now == '`' && _p + 1 < text.Length) plain.Append(Escape());
            else if (Now is '\'') plain.Append(SingleQuoted());
            else if (Now == '"') Expand(parts, plain);
            else if (Now == '$' && (char.IsLetter(Ahead()) || Ahead() is '_' or '{' or '(')) Variable(parts, plain);
            else plain.Append(text[_p++]);
        }
        if (_p == start) throw Error(_p, $"'{Now}' is not understood here.");
        literal = plain.ToString();
        var source = text[start.._p];
        if (argument && parts.Count == 0 && source == literal && Number.TryParse(source, out var number))
        {
            var value = new PSObject(number!) { Literal = source };
            return _ => value;
        }
        return Concatenated(parts, plain);
    }

    private Redirection? Redirections(Redirection? redirect)
    {
        while (true)
        {
            var start = _p;
            var stream = Now == '\0' ? -1 : "*123456".IndexOf(Now);
            if (stream >= 0 && Ahead() == '>') _p++;
            else if (Now == '>') stream = 1;
            else return Now == '<' ? throw Error(_p, "'<' is not part of this language: use Get-Content.") : redirect;
            _p++;
            if (Now is '>' or '&') throw Error(start, $"'>{Now}' is not part of klpsh's language: > writes a file, Out-File -Append adds to one.", _p - start + 1);
            redirect ??= new Redirection();
            Stream[] streams = stream == 0 ? Enum.GetValues<Stream>() : [(Stream)stream];
            Skip();
            if (text.AsSpan(_p).StartsWith("$null", StringComparison.OrdinalIgnoreCase))
            {
                _p += 5;
                redirect.Dropped.UnionWith(streams);
            }
            else if (stream == 1) redirect.File = ArgumentValue();
            else throw Error(start, "Only standard output goes to a file; other streams go to $null.", _p - start);
            Skip();
        }
    }
}
