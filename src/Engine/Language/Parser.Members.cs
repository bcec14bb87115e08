namespace KlpShell.Engine;

internal sealed partial class Parser
{
    /// <summary>Members, calls, indexes and static members, as long as no blank comes between.</summary>
    private Func<Scope, object?> Postfix(Func<Scope, object?> value, Place? place)
    {
        while (true)
        {
            if (Now == ':' && Ahead() == ':') value = Member(value, true, place);
            else if (Now == '.' && Ahead() != '.' && (char.IsLetter(Ahead()) || Ahead() is '_' or '\'' or '"' or '$' or '(')) value = Member(value, false, place);
            else if (Now == '[') value = Index(value, place);
            else if (Now is '+' or '-' && Ahead() == Now) throw Error(_p, $"'{Now}{Now}' is not part of klpsh's language: write $x = $x {Now} 1.", 2);
            else if (Now == '?' && Ahead() is '.' or '[') throw Error(_p, "'?.' is not part of this language: test for $null first.", 2);
            else return value;
        }
    }

    private Func<Scope, object?> Member(Func<Scope, object?> target, bool isStatic, Place? place)
    {
        var start = _p;
        _p += isStatic ? 2 : 1;
        var name = Word();
        if (name.Length == 0) throw Error(_p, "A member's name is wanted here; one that is worked out is not part of klpsh's language.", 1, _p >= text.Length);
        if (name.ToLowerInvariant() is "psobject" or "pstypenames" or "psbase") throw Error(start, $"'.{name}' is not part of klpsh's language: Get-Member lists the members.", _p - start);
        if (Now == '(') return Call(target, name, isStatic, place);
        var at = At(start);
        if (isStatic)
        {
            if (place is not null) place.Set = null;
            return s => StaticMember(AsType(target(s), s), name);
        }
        Func<Scope, object?> get = s => Members.Get(target(s), name);
        if (place is not null)
        {
            place.Get = get;
            place.Set = (s, value) =>
            {
                var owner = target(s);
                if (Value.Base(owner) is null || !Members.TrySet(owner!, name, Plain(value)))
                    throw Unset(name, at);
            };
        }
        return get;
    }

    private static RuntimeException Unset(string name, Extent at)
    {
        var error = new SetValueException($"Exception setting \"{name}\": \"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.\"").With("ExceptionWhenSetting", ErrorCategory.NotSpecified, null, at);
        error.ErrorRecord.CategoryInfo.Reason = "SetValueInvocationException";
        return error;
    }

    private Func<Scope, object?> Call(Func<Scope, object?> target, string name, bool isStatic, Place? place)
    {
        if (place is not null) place.Set = null;
        var open = _p++;
        var arguments = new List<Func<Scope, object?>>();
        for (SkipLines(); Now != ')'; SkipLines())
        {
            if (_p >= text.Length) throw Open(open, ')');
            // A comma here parts the arguments; an array among them needs its own parentheses.
            arguments.Add(Inside(true));
            SkipLines();
            if (Now == ',') _p++;
            else if (Now != ')') throw _p >= text.Length ? Open(open, ')') : Error(_p, "',' or ')' is wanted between the arguments.");
        }
        _p++;
        return s =>
        {
            var receiver = target(s);
            var values = arguments.ConvertAll(a => Plain(a(s))).ToArray();
            return isStatic ? Methods.CallStatic(AsType(receiver, s), name, values) : Methods.Call(receiver, name, values);
        };
    }

    private bool _noComma;

    private Func<Scope, object?> Inside(bool noComma)
    {
        var before = _noComma;
        _noComma = noComma;
        try { return Expression(); }
        finally { _noComma = before; }
    }

    private Func<Scope, object?> Index(Func<Scope, object?> target, Place? place)
    {
        var open = _p++;
        SkipLines();
        var index = Inside(false);
        SkipLines();
        if (!Take(']')) throw Open(open, ']');
        Func<Scope, object?> get = s => Indexer.Get(target(s), index(s));
        if (place is not null) (place.Get, place.Set) = (get, (s, value) => Indexer.Set(target(s), index(s), Plain(value)));
        return get;
    }

    private static object? StaticMember(Type type, string name)
    {
        const BindingFlags Statics = BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase | BindingFlags.FlattenHierarchy;
        if (type.GetProperty(name, Statics) is { } property) return property.GetValue(null);
        if (type.GetField(name, Statics) is { } field) return field.GetValue(null);
        throw new RuntimeException($"[{TypeNames.Short(type)}] has no static member '{name}'.").With("PropertyNotFound", ErrorCategory.InvalidOperation);
    }
}
