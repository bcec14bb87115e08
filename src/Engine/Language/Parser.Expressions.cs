namespace KlpShell.Engine;

internal sealed partial class Parser
{
    private static int LevelOf(string word) => word switch
    {
        "and" or "or" or "xor" => 1,
        "eq" or "ne" or "gt" or "ge" or "lt" or "le" or "like" or "notlike" or "match" or "notmatch" or "contains" or "notcontains" or "in" or "notin" or "is" or "isnot" or "join" => 2,
        _ => 0,
    };

    private Func<Scope, object?> Expression(Place? place = null) => Binary(1, place);

    /// <summary>The operator that stands here, its level, and whether it looks at case.</summary>
    private (string Name, int Level, bool IgnoreCase, int Length) Operator()
    {
        switch (Now)
        {
            case '+' or '-' when Ahead() != Now && !(Now == '-' && char.IsLetter(Ahead())): return (Now.ToString(), Ahead() == '=' ? 0 : 3, true, 1);
            case '*' or '/' or '%': return (Now.ToString(), Ahead() == '=' ? 0 : 4, true, 1);
            case '.' when Ahead() == '.': return ("..", 5, true, 2);
            case '-' when char.IsLetter(Ahead()):
                var end = _p + 1;
                while (end < text.Length && char.IsLetter(text[end])) end++;
                var word = text[(_p + 1)..end].ToLowerInvariant();
                if (LevelOf(word) is > 0 and var level) return (word, level, true, end - _p);
                if (word[0] is 'c' or 'i' && LevelOf(word[1..]) == 2 && word[1..] is not ("is" or "isnot" or "join")) return (word[1..], 2, word[0] == 'i', end - _p);
                throw Error(_p, $"'-{word}' is not an operator of klpsh's language.", end - _p);
            default: return ("", 0, true, 0);
        }
    }

    private Func<Scope, object?> Binary(int level, Place? place = null)
    {
        if (level == 6) return Comma(place);
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
            if (place is not null) place.Set = null;
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
        "eq" => Compared(left, right, (a, b) => Operators.Equal(a, b, ic)),
        "ne" => Compared(left, right, (a, b) => !Operators.Equal(a, b, ic)),
        "gt" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) > 0),
        "ge" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) >= 0),
        "lt" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) < 0),
        "le" => Compared(left, right, (a, b) => Operators.Compare(a, b, ic) <= 0),
        "like" => Compared(left, right, (a, b) => Operators.Like(a, b, ic)),
        "notlike" => Compared(left, right, (a, b) => !Operators.Like(a, b, ic)),
        "match" => Compared(left, right, (a, b) => Operators.Match(a, b, ic)),
        "notmatch" => Compared(left, right, (a, b) => !Operators.Match(a, b, ic)),
        "contains" => s => Holds(left(s), right(s), ic),
        "notcontains" => s => !Holds(left(s), right(s), ic),
        "in" => s => Holds(wanted: left(s), items: right(s), ignoreCase: ic),
        "notin" => s => !Holds(wanted: left(s), items: right(s), ignoreCase: ic),
        "is" => s => Is(left(s), right(s), s),
        "isnot" => s => !Is(left(s), right(s), s),
        "join" => s => Operators.Join(left(s), Value.Text(right(s))),
        ".." => s => Operators.Range(left(s), right(s)),
        _ => s => Operators.Arithmetic(name[0], left(s), right(s)),
    };

    private static Func<Scope, object?> Compared(Func<Scope, object?> left, Func<Scope, object?> right, Func<object?, object?, bool> test) => s =>
    {
        object? a = left(s), b = right(s);
        return Operators.Filter(a, item => test(item, b));
    };
}
