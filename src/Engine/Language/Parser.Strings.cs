namespace KlpShell.Engine;

internal sealed partial class Parser
{
    private char Escape()
    {
        _p++;
        var letter = text[_p++];
        return letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', 'a' => '\a', 'b' => '\b', 'e' => '\x1b', 'f' => '\f', 'v' => '\v', _ => letter };
    }

    private string SingleQuoted()
    {
        var open = _p++;
        var plain = new StringBuilder();
        while (true)
        {
            if (_p >= text.Length) throw Open(open, '\'');
            if (Now != '\'') plain.Append(text[_p++]);
            else if (Ahead() == '\'')
            {
                plain.Append('\'');
                _p += 2;
            }
            else break;
        }
        _p++;
        return plain.ToString();
    }

    private Func<Scope, object?> DoubleQuoted()
    {
        var parts = new List<Func<Scope, object?>>();
        var plain = new StringBuilder();
        Expand(parts, plain);
        return Concatenated(parts, plain);
    }

    private static Func<Scope, object?> Concatenated(List<Func<Scope, object?>> parts, StringBuilder plain)
    {
        var tail = plain.ToString();
        if (parts.Count == 0) return _ => tail;
        return s =>
        {
            var all = new StringBuilder();
            foreach (var part in parts) all.Append(Value.Text(part(s)));
            return all.Append(tail).ToString();
        };
    }

    private void Expand(List<Func<Scope, object?>> parts, StringBuilder plain)
    {
        var open = _p++;
        while (true)
        {
            if (_p >= text.Length) throw Open(open, '"');
            if (Now == '"' && Ahead() != '"') break;
            if (Now == '"') { plain.Append('"'); _p += 2; }
            else if (Now == '`' && _p + 1 < text.Length) plain.Append(Escape());
            else if (Now == '$' && (char.IsLetter(Ahead()) || Ahead() is '_' or '{' or '(' or '?' or '$')) Variable(parts, plain);
            else plain.Append(text[_p++]);
        }
        _p++;
    }

    private void Variable(List<Func<Scope, object?>> parts, StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            var before = plain.ToString();
            parts.Add(_ => before);
            plain.Clear();
        }
        if (Ahead() != '(') parts.Add(VariableExpression(null));
        else
        {
            var open = _p + 1;
            _p += 2;
            parts.Add(Collected(Statements(')', open)));
        }
    }

    /// <summary>$name, ${name}, $env:NAME and the constants.</summary>
    private Func<Scope, object?> VariableExpression(Place? place)
    {
        var start = _p++;
        string name;
        if (Take('{'))
        {
            var end = text.IndexOf('}', _p);
            if (end < 0) throw Open(start + 1, '}');
            name = text[_p..end];
            _p = end + 1;
        }
        else if (Now is '?' or '$' or '^') name = text[_p++].ToString();
        else
        {
            name = Word();
            if (name.Length > 0 && Now == ':' && Ahead() != ':' && (char.IsLetter(Ahead()) || Ahead() == '_'))
            {
                _p++;
                name += ":" + Word();
            }
        }
        if (name.Length == 0) throw Error(start, "A variable's name is wanted behind '$'.", 1, _p >= text.Length);
        if (DataOnly && name.ToLowerInvariant() is not ("true" or "false" or "null")) throw Error(start, "A data file has no variables.", name.Length + 1);
        if (name.StartsWith("env:", StringComparison.OrdinalIgnoreCase))
        {
            var variable = name[4..];
            if (place is not null) (place.Get, place.Set) = (_ => Environment.GetEnvironmentVariable(variable), (_, value) => Environment.SetEnvironmentVariable(variable, Value.Text(value)));
            return _ => Environment.GetEnvironmentVariable(variable);
        }
        if (name.Contains(':')) throw Error(start, $"'${name}': of the prefixes only env is part of klpsh's language.", name.Length + 1);
        var folder = file is null ? "" : System.IO.Path.GetDirectoryName(file);
        switch (name.ToLowerInvariant())
        {
            case "true": return static _ => true;
            case "false": return static _ => false;
            case "null":
                if (place is not null) (place.Get, place.Set) = (static _ => null, static (_, _) => { });
                return static _ => null;
            case "?": return static s => s.Session.Succeeded;
            case "pwd": return static s => s.Session.State.Path.CurrentLocation;
            case "psscriptroot": return _ => folder;
            case "pscommandpath": return _ => file ?? "";
            case "psitem": name = "_"; break;
            case "psversiontable" or "psstyle" or "host" or "profile" or "myinvocation" or "psboundparameters" or "pscmdlet" or "executioncontext" or "stacktrace" or "shellid" or "pshome" or "psculture" or "psuiculture" or "nestedpromptlevel" or "formatenumerationlimit" or "psdefaultparametervalues" or "errorview" or "psnativecommandargumentpassing":
                throw Error(start, $"'${name}' is not part of this language: only PowerShell sets it.", name.Length + 1);
            case "^" or "$": throw Error(start, $"'${name}' is not part of this language.", 2);
        }
        if (place is not null) (place.Get, place.Set) = (s => s.Find(name)?.Value, (s, value) => s.Set(name, value));
        return s => s.Find(name)?.Value;
    }
}
