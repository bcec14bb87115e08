namespace System.Management.Automation;

public sealed class PSModuleInfo
{
    internal PSModuleInfo(string name, string path) => (Name, Path) = (name, path);

    public string Name { get; }
    public string Path { get; }
    public string ModuleBase => System.IO.Path.GetDirectoryName(Path) ?? "";
    public Version Version { get; internal set; } = new(0, 0);

    public override string ToString() => Name;
}
