namespace KlpShell.Engine;

internal sealed partial class Parser
{
    private static bool Holds(object? items, object? wanted, bool ignoreCase) => Value.ToList(items).Exists(item => Operators.Equal(item, wanted, ignoreCase));

    private static bool Is(object? value, object? type, Scope s)
    {
        var wanted = AsType(type, s);
        return wanted.IsInstanceOfType(Value.Base(value)) || wanted == typeof(PSObject) && value is PSObject || value is PSObject && wanted == typeof(PSCustomObject);
    }

    private static Type AsType(object? value, Scope s) => Value.Base(value) as Type ?? TypeNames.Find(Value.Text(value), s.Session) ?? throw new RuntimeException($"Unable to find type [{Value.Text(value)}].").With("TypeNotFound", ErrorCategory.InvalidOperation);

    private static object? Plain(object? value) => value is PSObject { Literal: not null } number ? number.BaseObject : ReferenceEquals(value, Value.Nothing) ? null : value;

    private Func<Scope, object?> Comma(Place? place)
    {
        var first = Unary(place);
        List<Func<Scope, object?>>? items = null;
        while (true)
        {
            var end = _p;
            Skip();
            if (Now != ',' || _noComma)
            {
                _p = end;
                break;
            }
            _p++;
            SkipLines();
            (items ??= [first]).Add(Unary(null));
        }
        if (items is null) return first;
        if (place is not null) place.Set = null;
        return s => items.ConvertAll(item => Plain(item(s))).ToArray();
    }

    private Func<Scope, object?> Unary(Place? place)
    {
        Skip();
        if (Take('!')) return Negated(Unary(null));
        if (Take(',')) { var one = Unary(null); return s => new[] { Plain(one(s)) }; }
        if (Now == '-' && char.IsLetter(Ahead()))
        {
            var at = _p++;
            var word = Word();
            return word.Equals("not", StringComparison.OrdinalIgnoreCase) ? Negated(Unary(null)) : throw Error(at, $"'-{word}' can't start an expression in klpsh's language.", _p - at);
        }
        if (Now is '+' or '-' && Ahead() == Now) throw Error(_p, $"'{Now}{Now}' is not part of klpsh's language: write $x = $x {Now} 1.", 2);
        if (Now is '-' or '+' && !(char.IsAsciiDigit(Ahead()) || Ahead() == '.'))
        {
            var op = text[_p++];
            var value = Unary(null);
            return s => Operators.Arithmetic(op, 0, value(s));
        }
        if (Now == '[' && !DataOnly)
        {
            var type = TypeLiteral();
            if (Now == ':' && Ahead() == ':' || EndsHere || Now is ',' or ' ' && !CastFollows()) return Postfix(s => type(s), place);
            Skip();
            var inner = new Place();
            var value = Unary(inner);
            if (place is not null) place.Set = inner.Set is { } set ? (s, v) => set(s, Converter.Convert(v, type(s))) : null;
            return Cast(type, value);
        }
        return Primary(place);
    }

    private bool CastFollows()
    {
        var start = _p;
        Skip();
        var follows = StartsExpression && Now is not ('-' or '+' or ',');
        _p = start;
        return follows;
    }

    private static Func<Scope, object?> Negated(Func<Scope, object?> value) => s => !Value.Truth(value(s));

    private static Func<Scope, object?> Cast(Func<Scope, Type> type, Func<Scope, object?> value) => s =>
    {
        var (wanted, given) = (type(s), value(s));
        if (wanted == typeof(void)) return Value.Nothing;
        if (wanted == typeof(PSObject)) return Value.Base(given) is IDictionary map ? PSObject.FromMap(map) : given;
        return wanted == typeof(System.Collections.Specialized.OrderedDictionary) ? given : Converter.Convert(given, wanted);
    };

    // Found when it is needed: the line before may import the module that has it.
    private Func<Scope, Type> TypeLiteral()
    {
        var open = _p++;
        var depth = 1;
        while (_p < text.Length && depth > 0) depth += text[_p++] switch { '[' => 1, ']' => -1, _ => 0 };
        if (depth > 0) throw Open(open, ']');
        var name = text[(open + 1)..(_p - 1)].Trim();
        var at = At(open);
        Type? found = null;
        return s => found ??= TypeNames.Find(name, s.Session) ?? throw new RuntimeException($"Unable to find type [{name}].").With("TypeNotFound", ErrorCategory.InvalidOperation, name, at);
    }

    private Func<Scope, object?> Primary(Place? place = null)
    {
        Skip();
        var start = _p;
        Func<Scope, object?> value;
        switch (Now)
        {
            case '$' when Ahead() == '(':
                _p += 2;
                value = Collected(Statements(')', start + 1));
                break;
            case '$':
                value = VariableExpression(place);
                break;
            case '@' when Ahead() == '(':
                _p += 2;
                if (DataOnly)
                {
                    value = DataArray(start + 1);
                    break;
                }
                var body = Statements(')', start + 1);
                value = s => { var list = new List<object?>(); body(s, list.Add); return list.ToArray(); };
                break;
            case '@' when Ahead() == '{':
                _p += 2;
                value = Map(start + 1, text.AsSpan(0, start).TrimEnd().EndsWith("]"));
                break;
            case '@' when Ahead() is '"' or '\'':
                throw Error(start, "A here-string is not part of klpsh's language: write `n in double quotes.", 2);
            case '(':
                _p++;
                var inner = PipelineStatement(true);
                SkipLines();
                if (!Take(')')) throw _p >= text.Length ? Open(start, ')') : Error(_p, $"Unexpected '{Rest()}' inside these parentheses.", Rest().Length);
                value = Valued(inner);
                break;
            case '{':
                _p++;
                var at = _p;
                if (PeekParam()) throw Error(_p, "'param' is not part of klpsh's language: read $args or $_.", 5);
                var code = Statements('}', start);
                var block = new ScriptBlock(code, new Extent(text, file, at, _p - 1));
                value = _ => block;
                break;
            case '\'':
                var single = SingleQuoted();
                value = _ => single;
                break;
            case '"':
                value = DoubleQuoted();
                break;
            default:
                var number = NumberLiteral();
                value = _ => number;
                break;
        }
        return Postfix(value, place);
    }

    private Func<Scope, object?> DataArray(int open)
    {
        var items = new List<object?>();
        for (SkipLines(true); !Take(')'); SkipLines(true))
            Value.Unroll(_p < text.Length ? Expression()(null!) : throw Open(open, ')'), items.Add);
        return _ => items.ToArray();
    }

    private bool PeekParam()
    {
        var start = _p;
        SkipLines();
        var word = PeekWord();
        var found = word.Equals("param", StringComparison.OrdinalIgnoreCase);
        if (!found) _p = start;
        return found;
    }

    private object NumberLiteral()
    {
        var start = _p;
        if (Now is '-' or '+') _p++;
        while (char.IsLetterOrDigit(Now) || Now == '.' && char.IsAsciiDigit(Ahead()) || Now is '+' or '-' && _p > start && text[_p - 1] is 'e' or 'E' && !text.AsSpan(start, _p - start).Contains('x')) _p++;
        if (_p > start && Number.TryParse(text.AsSpan(start, _p - start), out var number)) return number!;
        _p = start;
        throw Error(start, _p >= text.Length ? "A value is missing at the end." : $"'{Rest()}' is not a value: put a word in quotes.", Math.Max(1, Rest().Length), _p >= text.Length);
    }

    private Func<Scope, object?> Map(int open, bool ordered)
    {
        var pairs = new List<(Func<Scope, object?> Key, Func<Scope, object?> Value)>();
        for (SkipLines(true); Now != '}'; SkipLines(true))
        {
            if (_p >= text.Length) throw Open(open, '}');
            var at = _p;
            Func<Scope, object?> key;
            if (Now is '"' or '\'' or '$' or '(' || char.IsAsciiDigit(Now)) key = Primary();
            else
            {
                var name = text[at..(_p = EndOfKey())];
                if (name.Length == 0) throw Error(at, "A key is wanted here: @{ Name = value }.");
                key = _ => name;
            }
            SkipLines();
            if (!Take('=')) throw Error(_p, "'=' is missing behind this key.", 1, _p >= text.Length);
            SkipLines();
            var value = DataOnly ? Expression() : Valued(Unguarded());
            pairs.Add((key, value));
            Skip();
            if (Now is not ('}' or ';' or '\n' or '\0')) throw Error(_p, "A new line or ';' is wanted between the entries.");
        }
        _p++;
        return s =>
        {
            IDictionary map = ordered ? new System.Collections.Specialized.OrderedDictionary(StringComparer.OrdinalIgnoreCase) : new Hashtable(StringComparer.OrdinalIgnoreCase);
            foreach (var (key, value) in pairs)
            {
                var name = Value.Base(key(s)) ?? throw new RuntimeException("A null key is not allowed in a hash literal.").With("InvalidNullKey", ErrorCategory.InvalidOperation);
                if (map.Contains(name)) throw new RuntimeException($"Duplicate keys '{Value.Text(name)}' are not allowed in hash literals.").With("DuplicateKeyInHashLiteral", ErrorCategory.InvalidOperation);
                map.Add(name, Plain(value(s)));
            }
            return map;
        };
    }

    private int EndOfKey()
    {
        var end = _p;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.')) end++;
        return end;
    }

    private string? AssignmentOperator()
    {
        if (Now == '=') return "=";
        if (Now is '+' or '-' or '*' or '/' or '%' && Ahead() == '=') return text.Substring(_p, 2);
        return Now == '?' && Ahead() == '?' ? throw Error(_p, "'??' is not part of this language: use if ($null -eq ...).", 2) : null;
    }

    private Action<Scope, Action<object?>> Assignment(Place place, string op, int start, bool parenthesised)
    {
        if (place.Set is not { } set) throw Error(start, "The assignment expression is not valid: only a variable, a property or an element can be assigned to.", _p - start);
        _p += op.Length;
        SkipLines();
        if (EndsHere) throw Error(_p, "A value is missing behind this assignment.", 1, _p >= text.Length);
        var value = Valued(Unguarded(true));
        return (s, output) =>
        {
            var result = Plain2(value(s));
            if (op != "=") result = Operators.Arithmetic(op[0], place.Get!(s), result);
            set(s, result);
            if (parenthesised) output(result);
        };

        static object? Plain2(object? v) => v is PSObject { Literal: not null } number ? number.BaseObject : v;
    }
}
