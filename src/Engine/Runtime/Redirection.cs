namespace KlpShell.Engine;

/// <summary>Where a command's streams go instead: to nothing, to a file, or into its output.</summary>
internal sealed class Redirection
{
    public HashSet<Stream> Dropped { get; } = [];
    public HashSet<Stream> Merged { get; } = [];
    public Func<Scope, object?>? File { get; set; }
    public bool Append { get; set; }
}
