namespace KlpShell.Engine;

internal sealed partial class Parser
{
    private bool Keyword(string wanted)
    {
        var start = _p;
        SkipLines();
        if (PeekWord().Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            _p += wanted.Length;
            return true;
        }
        _p = start;
        return false;
    }

    private Action<Scope, Action<object?>> If()
    {
        var branches = new List<(Func<Scope, object?> Condition, Action<Scope, Action<object?>> Body)>();
        Action<Scope, Action<object?>>? otherwise = null;
        Word();
        do branches.Add((Condition(), Block()));
        while (Keyword("elseif"));
        if (Keyword("else")) otherwise = Block();
        return (s, output) =>
        {
            foreach (var (condition, body) in branches)
                if (Value.Truth(condition(s)))
                {
                    body(s, output);
                    return;
                }
            otherwise?.Invoke(s, output);
        };
    }

    private Action<Scope, Action<object?>> ForEach()
    {
        Word();
        Skip();
        var open = _p;
        if (!Take('(')) throw Error(_p, "foreach is followed by ($item in $items).");
        Skip();
        if (!Take('$')) throw Error(_p, "foreach is followed by ($item in $items).");
        var name = Word();
        Skip();
        if (!PeekWord().Equals("in", StringComparison.OrdinalIgnoreCase)) throw Error(_p, "'in' is missing: foreach ($item in $items).");
        Word();
        var items = Valued(PipelineStatement());
        SkipLines();
        if (!Take(')')) throw Open(open, ')');
        var body = Block();
        return (s, output) =>
        {
            if (Value.Base(items(s)) is not { } all) return;
            foreach (var item in Value.Items(all) ?? new[] { all })
                try
                {
                    s.Set(name, item);
                    body(s, output);
                }
                catch (ControlFlow flow) when (flow.What == ControlFlow.Kind.Continue) { }
                catch (ControlFlow flow) when (flow.What == ControlFlow.Kind.Break) { return; }
        };
    }

    private Action<Scope, Action<object?>> Try()
    {
        var start = _p;
        Word();
        var body = Block();
        var catches = new List<(List<Func<Scope, Type>> Types, Action<Scope, Action<object?>> Body)>();
        while (Keyword("catch"))
        {
            var types = new List<Func<Scope, Type>>();
            for (Skip(); Now == '['; Skip())
            {
                types.Add(TypeLiteral());
                Skip();
                if (!Take(',')) break;
            }
            catches.Add((types, Block()));
        }
        var last = Keyword("finally") ? Block() : null;
        if (catches.Count == 0 && last is null) throw Error(start, "A try needs a catch or a finally.", 3, _p >= text.Length);
        return (s, output) =>
        {
            try { RunTry(s, output, body, catches); }
            finally
            {
                var (catching, stopping) = (s.Session.Catching, s.Session.Stopping);
                (s.Session.Catching, s.Session.Stopping) = (0, false);
                last?.Invoke(s, output);
                (s.Session.Catching, s.Session.Stopping) = (catching, stopping);
            }
        };
    }

    private static void RunTry(Scope s, Action<object?> output, Action<Scope, Action<object?>> body, List<(List<Func<Scope, Type>> Types, Action<Scope, Action<object?>> Body)> catches)
    {
        var session = s.Session;
        var (depth, scope, running) = (session.Catching, session.Scope, session.Running);
        if (catches.Count > 0) session.Catching++;
        try { body(s, output); }
        catch (RuntimeException error) when (error is not PipelineStoppedException && catches.Exists(c => Catches(s, c.Types, error)))
        {
            (session.Catching, session.Scope, session.Running) = (depth, scope, running);
            session.AddError(error.ErrorRecord);
            var before = s.Find("_")?.Value;
            s.Set("_", error.ErrorRecord);
            try { catches.Find(c => Catches(s, c.Types, error)).Body(s, output); }
            finally { s.Set("_", before); }
        }
        finally { session.Catching = depth; }
    }

    private static bool Catches(Scope s, List<Func<Scope, Type>> types, RuntimeException error)
    {
        if (types.Count == 0) return true;
        foreach (var type in types)
            for (Exception? e = error; e is not null; e = e.InnerException)
                if (type(s).IsInstanceOfType(e) || type(s).IsInstanceOfType(error.ErrorRecord.Exception)) return true;
        return false;
    }

    private Action<Scope, Action<object?>> Throw()
    {
        var start = _p;
        Word();
        Skip();
        var value = EndsHere ? null : Valued(PipelineStatement());
        var extent = At(start);
        return (s, _) =>
        {
            var thrown = value?.Invoke(s) ?? (value is null ? s.Find("_")?.Value as ErrorRecord ?? (object)"ScriptHalted" : null);
            var plain = Value.Base(thrown);
            var error = plain switch
            {
                ErrorRecord record => new RuntimeException(record.Exception.Message, record.Exception, record),
                RuntimeException runtime => runtime,
                Exception other => new RuntimeException(other.Message, other, new ErrorRecord(other, other.Message, ErrorCategory.OperationStopped, null)),
                _ => null,
            };
            if (error is null)
            {
                error = new RuntimeException(Value.Text(thrown));
                error.With(Value.Text(thrown), ErrorCategory.OperationStopped, plain);
            }
            error.ErrorRecord.InvocationInfo ??= new InvocationInfo(null, extent);
            error.WasThrownFromThrowStatement = true;
            throw error;
        };
    }

    private bool EndsHere => _p >= text.Length || Now is ';' or '\n' or '}' or ')' or '|';

    private Action<Scope, Action<object?>> Leave(ControlFlow.Kind kind)
    {
        Word();
        Skip();
        var value = EndsHere ? null : PipelineStatement();
        if (kind == ControlFlow.Kind.Exit)
            return (s, _) => throw new ControlFlow(kind, value is null ? 0 : Collected(value)(s));
        return (s, output) =>
        {
            value?.Invoke(s, output);
            throw new ControlFlow(kind);
        };
    }
}
