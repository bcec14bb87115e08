namespace KlpShell.Engine;

internal sealed partial class Parser
{
    private static readonly Dictionary<string, int> s_levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = 1, ["or"] = 1, ["xor"] = 1, ["band"] = 2, ["bor"] = 2, ["bxor"] = 2, ["shl"] = 3, ["shr"] = 3,
        ["eq"] = 3, ["ne"] = 3, ["gt"] = 3, ["ge"] = 3, ["lt"] = 3, ["le"] = 3, ["like"] = 3, ["notlike"] = 3, ["match"] = 3, ["notmatch"] = 3,
        ["contains"] = 3, ["notcontains"] = 3, ["in"] = 3, ["notin"] = 3, ["is"] = 3, ["isnot"] = 3, ["as"] = 3, ["join"] = 3, ["split"] = 3, ["replace"] = 3, ["f"] = 6,
    };

    private Func<Scope, object?> Expression(Place? place = null) => Binary(1, place);

    /// <summary>The operator that stands here, its level, and whether it looks at case.</summary>
    private (string Name, int Level, bool IgnoreCase, int Length) Operator()
    {
        switch (Now)
        {
            case '+' or '-' when Ahead() != Now && !(Now == '-' && char.IsLetter(Ahead())): return (Now.ToString(), Ahead() == '=' ? 0 : 4, true, 1);
            case '*' or '/' or '%': return (Now.ToString(), Ahead() == '=' ? 0 : 5, true, 1);
            case '.' when Ahead() == '.': return ("..", 7, true, 2);
            case '-' when char.IsLetter(Ahead()):
                var end = _p + 1;
                while (end < text.Length && char.IsLetter(text[end])) end++;
                var word = text[(_p + 1)..end].ToLowerInvariant();
                if (s_levels.TryGetValue(word, out var level)) return (word, level, true, end - _p);
                if (word[0] is 'c' or 'i' && s_levels.TryGetValue(word[1..], out level) && level == 3 && word[1..] is not ("is" or "isnot" or "as" or "join" or "shl" or "shr")) return (word[1..], level, word[0] == 'i', end - _p);
                throw Error(_p, $"'-{word}' is not an operator of this language.", end - _p);
            default: return ("", 0, true, 0);
        }
    }

    private Func<Scope, object?> Binary(int level, Place? place = null)
    {
        if (level == 8) return Comma(place);
        var left = Binary(level + 1, place);
        while (true)
        {
            var end = _p;
            Skip();
            var start = _p;
            var (name, at, ignoreCase, length) = EndsHere ? ("", 0, true, 0) : Operator();
            if (at != level)
            {
                _p = end;
                return left;
            }
            _p += length;
            if (place is not null) (place.Set, place.Silent) = (null, false);
            SkipLines();
            if (EndsHere) throw Error(start, $"A value is missing behind '{text[start..(start + length)]}'.", length, _p >= text.Length);
            var right = Binary(level + 1);
            left = Combine(name, ignoreCase, left, right);
        }
    }

    private static Func<Scope, object?> Combine(string name, bool ic, Func<Scope, object?> left, Func<Scope, object?> right) => name switch
    {
        "and" => s => Value.Truth(left(s)) && Value.Truth(right(s)),
        "or" => s => Value.Truth(left(s)) || Value.Truth(right(s)),
        "xor" => s => Value.Truth(left(s)) ^ Value.Truth(right(s)),
        "band" or "bor" or "bxor" or "shl" or "shr" => s => Operators.Bits(name, left(s), right(s)),
        "eq" => Compared(left, right, (a, b) => Operators.Equal(a, b, ic)),
        "ne" => Compared(left, right, (a, b) => !Operators.Equal(a, b, ic)),
        "gt" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) > 0),
        "ge" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) >= 0),
        "lt" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) < 0),
        "le" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) <= 0),
        "like" => Compared(left, right, (a, b) => new WildcardPattern(Value.Text(b), ic ? WildcardOptions.IgnoreCase : 0).IsMatch(Value.Text(a))),
        "notlike" => Compared(left, right, (a, b) => !new WildcardPattern(Value.Text(b), ic ? WildcardOptions.IgnoreCase : 0).IsMatch(Value.Text(a))),
        "match" => s => { var b = right(s); return Operators.Filter(left(s), a => Operators.Match(a, b, ic, s)); },
        "notmatch" => s => { var b = right(s); return Operators.Filter(left(s), a => !Operators.Match(a, b, ic, s)); },
        "contains" => s => Holds(left(s), right(s), ic),
        "notcontains" => s => !Holds(left(s), right(s), ic),
        "in" => s => { var a = left(s); return Holds(right(s), a, ic); },
        "notin" => s => { var a = left(s); return !Holds(right(s), a, ic); },
        "is" => s => { var a = left(s); return Is(a, right(s), s); },
        "isnot" => s => { var a = left(s); return !Is(a, right(s), s); },
        "as" => s => { var a = left(s); return Converter.TryConvert(a, AsType(right(s), s), out var made) ? made : null; },
        "join" => s => { var a = left(s); return Operators.Join(a, Value.Text(right(s))); },
        "split" => s => { var a = left(s); return Operators.Split(a, right(s), ic); },
        "replace" => s => { var a = left(s); return Operators.Replace(a, right(s), ic); },
        "f" => s => { var a = left(s); return Operators.Format(a, right(s)); },
        ".." => s => { var a = left(s); return Operators.Range(a, right(s)); },
        _ => s => { var a = left(s); return Operators.Arithmetic(name[0], a, right(s)); },
    };

    private static Func<Scope, object?> Compared(Func<Scope, object?> left, Func<Scope, object?> right, Func<object?, object?, bool> test) => s =>
    {
        object? a = left(s), b = right(s);
        return Operators.Filter(a, item => test(item, b));
    };
}
