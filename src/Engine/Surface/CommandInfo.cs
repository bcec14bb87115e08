namespace System.Management.Automation;

public abstract class CommandInfo
{
    internal CommandInfo(string name) => Name = name;

    public string Name { get; }
    public abstract CommandTypes CommandType { get; }
    public PSModuleInfo? Module { get; internal set; }
    public string ModuleName => Module?.Name ?? "";
    public virtual string Source => ModuleName;
    public virtual Version? Version => Module?.Version;
    public abstract string Definition { get; }

    public override string ToString() => Name;
}
