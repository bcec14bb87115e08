namespace System.Management.Automation;

public sealed class PSVariableIntrinsics
{
    private readonly Session _session;

    internal PSVariableIntrinsics(Session session) => _session = session;

    public PSVariable? Get(string name) => _session.Scope.Find(name);

    public object? GetValue(string name) => GetValue(name, null!);

    public object? GetValue(string name, object? defaultValue) => Get(name)?.Value ?? defaultValue;

    public void Set(string name, object? value) => _session.Scope.Set(name, value);

    public void Set(PSVariable variable) => _session.Scope.Set(variable.Name, variable.Value);

    public void Remove(string name) => _session.Scope.Remove(name);
}
