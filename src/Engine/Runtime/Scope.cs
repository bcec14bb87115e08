namespace KlpShell.Engine;

/// <summary>The variables of a block, over those of the block around it.</summary>
internal sealed class Scope(Session session, Scope? parent)
{
    private readonly Dictionary<string, PSVariable> _variables = new(StringComparer.OrdinalIgnoreCase);

    public Session Session => session;

    public IEnumerable<PSVariable> Variables => _variables.Values;

    public PSVariable? Find(string name)
    {
        for (var scope = Start(ref name); scope is not null; scope = scope.Parent)
            if (scope._variables.TryGetValue(name, out var variable)) return variable;
        return null;
    }

    public Scope? Parent => parent;

    public void Set(string name, object? value)
    {
        var scope = Start(ref name);
        if (scope._variables.TryGetValue(name, out var variable)) variable.Value = value;
        else scope._variables[name] = new PSVariable(name, value);
    }

    public void Add(PSVariable variable) => _variables[variable.Name] = variable;

    public void Remove(string name) => _variables.Remove(name);

    private Scope Start(ref string name)
    {
        var colon = name.IndexOf(':');
        if (colon < 0) return this;
        var global = name.StartsWith("global:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("script:", StringComparison.OrdinalIgnoreCase);
        name = name[(colon + 1)..];
        return global ? session.Global : this;
    }
}
