namespace System.Management.Automation;

public sealed class PathInfo
{
    internal PathInfo(string path) => Path = path;

    public string Path { get; }

    public override string ToString() => Path;
}
