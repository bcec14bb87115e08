namespace KlpShell.Engine;

/// <summary>Filled while an expression is read: whether it can be assigned to, and how.</summary>
internal sealed class Place
{
    public Action<Scope, object?>? Set { get; set; }
    public Func<Scope, object?>? Get { get; set; }
}
