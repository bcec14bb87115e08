namespace KlpShell.Engine;

/// <summary>Reads a script and makes it into delegates, with no tree between. What it does not know is an error with its place.</summary>
internal sealed partial class Parser(string text, string? file)
{
    private static string? Instead(string word) => word switch
    {
        "function" => "put the commands in a script of their own",
        "filter" or "process" => "use ForEach-Object",
        "class" => "use [pscustomobject]@{...}",
        "enum" => "use strings",
        "using" => "name types in full",
        "switch" => "use if and elseif",
        "param" => "read $args",
        "workflow" or "configuration" => "use a script",
        "trap" => "use try and catch",
        "data" => "use a hash table",
        "do" or "until" or "while" => "use foreach over a range",
        "for" => "use foreach over a range",
        "begin" => "use ForEach-Object -Begin",
        "end" => "use ForEach-Object -End",
        "dynamicparam" => "write a cmdlet",
        "parallel" => "use foreach",
        _ => null,
    };

    private int _p;

    /// <summary>Only literals, as in a module manifest.</summary>
    public bool DataOnly { get; init; }

    public ScriptBlock Script()
    {
        var body = Statements('\0', 0);
        return new ScriptBlock(body, At(0));
    }

    public object? Data()
    {
        SkipLines();
        var value = Expression()(null!);
        SkipLines();
        return _p < text.Length ? throw Error(_p, "A data file holds one hash table of literals, and nothing more.") : value;
    }

    private char Now => _p < text.Length ? text[_p] : '\0';

    private char Ahead(int by = 1) => _p + by < text.Length ? text[_p + by] : '\0';

    private Extent At(int start) => new(text, file, start, _p);

    private ParseException Error(int at, string message, int length = 1, bool incomplete = false)
    {
        var place = new Extent(text, file, at, Math.Min(text.Length, at + length));
        var error = new ParseException(message) { Incomplete = incomplete };
        error.With("ParserError", ErrorCategory.ParserError, null, place);
        return error;
    }

    private ParseException Open(int at, char wanted) => Error(at, $"Missing closing '{wanted}'.", 1, true);

    private void Skip()
    {
        for (; _p < text.Length; _p++)
            if (Now is ' ' or '\t' or '\r' or '\u00a0') continue;
            else if (Now == '`' && Ahead() is '\n' or '\r') _p += Ahead() == '\r' ? 2 : 1;
            else if (Now == '<' && Ahead() == '#')
            {
                var end = text.IndexOf("#>", _p + 2, StringComparison.Ordinal);
                _p = end < 0 ? throw Error(_p, "Missing the closing #> of this comment.", 2, true) : end + 1;
            }
            else if (Now == '#') while (_p + 1 < text.Length && text[_p + 1] != '\n') _p++;
            else break;
    }

    private void SkipLines(bool semicolons = false)
    {
        for (Skip(); Now == '\n' || semicolons && Now == ';'; Skip()) _p++;
    }

    private bool Take(char wanted)
    {
        if (Now != wanted) return false;
        _p++;
        return true;
    }

    private string Word()
    {
        var start = _p;
        while (char.IsLetterOrDigit(Now) || Now == '_') _p++;
        return text[start.._p];
    }

    private string PeekWord()
    {
        var start = _p;
        var word = Word();
        var whole = !(Now is '-' or '.' or '/' or '\\' or ':' or '_' or '*');
        _p = start;
        return whole ? word : "";
    }

    private Action<Scope, Action<object?>> Statements(char close, int open)
    {
        var all = new List<Action<Scope, Action<object?>>>();
        while (true)
        {
            SkipLines(true);
            if (_p >= text.Length) break;
            if (close != '\0' && Now == close) break;
            if (Now is ')' or '}') throw Error(_p, $"Unexpected '{Now}': there is nothing open that it closes.");
            all.Add(Statement());
            Skip();
            if (_p < text.Length && Now is not (';' or '\n') && Now != close)
                throw Error(_p, Now == '&' ? "'&' and '&&' are not part of this language: put the commands on lines of their own." : $"Unexpected token '{Rest()}' in expression or statement.", Rest().Length);
        }
        if (close != '\0' && !Take(close)) throw Open(open, close);
        if (all.Count == 1) return all[0];
        var list = all.ToArray();
        return (s, output) => { foreach (var one in list) one(s, output); };
    }

    private string Rest()
    {
        var end = _p;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not (';' or '|' or ')' or '}')) end++;
        return text[_p..Math.Max(end, Math.Min(_p + 1, text.Length))];
    }

    private Action<Scope, Action<object?>> Block()
    {
        SkipLines();
        var open = _p;
        if (!Take('{')) throw Error(_p, "A block in { braces } is wanted here.", 1, _p >= text.Length);
        return Statements('}', open);
    }

    private Func<Scope, object?> Condition()
    {
        Skip();
        var open = _p;
        if (!Take('(')) throw Error(_p, "A condition in ( parentheses ) is wanted here.");
        var value = Valued(PipelineStatement());
        SkipLines();
        return Take(')') ? value : throw Open(open, ')');
    }

    // Set by the statement that was read last when it is an expression alone: that gives its value as it is, an array of one too.
    private Func<Scope, object?>? _pure;

    private Func<Scope, object?> Valued(Action<Scope, Action<object?>> statement) => _pure ?? Collected(statement);

    private static Func<Scope, object?> Collected(Action<Scope, Action<object?>> statement) => s =>
    {
        var list = new List<object?>();
        statement(s, list.Add);
        return Value.Collapse(list);
    };

    private Action<Scope, Action<object?>> Statement()
    {
        var start = _p;
        var body = Unguarded();
        var extent = At(start);
        return (s, output) => Guarded(s, output, body, extent);
    }

    private Action<Scope, Action<object?>> Unguarded(bool valued = false)
    {
        var start = _p;
        var word = PeekWord();
        var body = word.ToLowerInvariant() switch
        {
            "if" => If(),
            "foreach" => ForEach(),
            "try" => Try(),
            "throw" => Throw(),
            "return" => Leave(ControlFlow.Kind.Return),
            "exit" => Leave(ControlFlow.Kind.Exit),
            "break" => Leave(ControlFlow.Kind.Break),
            "continue" => Leave(ControlFlow.Kind.Continue),
            var other when Instead(other) is { } instead => throw Error(start, $"'{word}' is not part of klpsh's language, which is a part of PowerShell's: {instead}.", word.Length),
            _ => null,
        };
        if (body is null) return PipelineStatement(valued);
        _pure = null;
        return body;
    }

    /// <summary>An error ends its statement: inside a try it goes on to the catch, elsewhere it is shown and the next statement runs.</summary>
    private static void Guarded(Scope s, Action<object?> output, Action<Scope, Action<object?>> body, Extent extent)
    {
        var session = s.Session;
        if (session.Stopping) throw new PipelineStoppedException();
        try { body(s, output); }
        catch (Exception error) when (error is not (ControlFlow or PipelineStoppedException))
        {
            var known = session.AsError(error, extent);
            session.Succeeded = false;
            var preference = session.Preference(Stream.Error);
            if (known.WasThrownFromThrowStatement && session.Catching == 0 && preference is ActionPreference.SilentlyContinue or ActionPreference.Ignore) return;
            if (session.Catching > 0 || known.WasThrownFromThrowStatement || known.Data["stop"] is not null || preference == ActionPreference.Stop)
            {
                if (ReferenceEquals(known, error)) throw;
                throw known;
            }
            if (preference != ActionPreference.Ignore) session.AddError(known.ErrorRecord);
            if (preference == ActionPreference.Continue) session.Emit(Stream.Error, known.ErrorRecord);
        }
    }
}
