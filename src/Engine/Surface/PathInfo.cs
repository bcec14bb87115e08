namespace System.Management.Automation;

public sealed class PathInfo
{
    internal PathInfo(string path) => Path = path;

    public string Path { get; }
    public string ProviderPath => Path;

    public override string ToString() => Path;
}
