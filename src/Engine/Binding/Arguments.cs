namespace KlpShell.Engine;

/// <summary>What stands behind a command's name, still to be evaluated.</summary>
internal sealed record Arguments(string Name, List<Argument> Items, Scope Scope, Redirection? Redirect = null)
{
    /// <summary>Splatted hash tables and arrays become the words that they stand for.</summary>
    public List<Given> Evaluate()
    {
        var all = new List<Given>();
        foreach (var item in Items)
        {
            var value = item.Value?.Invoke(Scope);
            if (ReferenceEquals(value, Value.Nothing)) value = null;
            if (!item.Splat) all.Add(new(item.Parameter, value, item.Value is not null, item.At));
            else if (Value.Base(value) is IDictionary map)
                foreach (DictionaryEntry entry in map) all.Add(new(Value.Text(entry.Key), entry.Value, true, item.At));
            else
                foreach (var each in Value.ToList(value)) all.Add(new(null, each, true, item.At));
        }
        return all;
    }
}
