namespace KlpShell.Engine;

/// <summary>Where a command's streams go instead: to nothing, or to a file.</summary>
internal sealed class Redirection
{
    public HashSet<Stream> Dropped { get; } = [];
    public Func<Scope, object?>? File { get; set; }
}
