namespace KlpShell.Engine;

/// <summary>The variables of a block, over those of the block around it.</summary>
internal sealed class Scope(Session session, Scope? parent)
{
    private readonly Dictionary<string, PSVariable> _variables = new(StringComparer.OrdinalIgnoreCase);

    public Session Session => session;
    public IEnumerable<string> Names => _variables.Keys;

    public PSVariable? Find(string name) => _variables.TryGetValue(name, out var variable) ? variable : parent?.Find(name);

    public void Set(string name, object? value)
    {
        if (_variables.TryGetValue(name, out var variable)) variable.Value = value;
        else _variables[name] = new PSVariable(name, value);
    }
}
