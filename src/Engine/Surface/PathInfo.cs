namespace System.Management.Automation;

public sealed class PathInfo
{
    internal PathInfo(string path, ProviderInfo provider) => (Path, Provider) = (path, provider);

    public string Path { get; }
    public string ProviderPath => Path;
    public ProviderInfo Provider { get; }

    public override string ToString() => Path;
}
