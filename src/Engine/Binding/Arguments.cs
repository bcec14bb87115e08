namespace KlpShell.Engine;

/// <summary>What stands behind a command's name, still to be evaluated.</summary>
internal sealed record Arguments(string Name, List<Argument> Items, Scope Scope, Redirection? Redirect = null)
{
    public List<Given> Evaluate() => Items.ConvertAll(item =>
    {
        var value = item.Value?.Invoke(Scope);
        return new Given(item.Parameter, ReferenceEquals(value, Value.Nothing) ? null : value, item.Value is not null, item.At);
    });
}
