namespace System.Management.Automation;

public class PSVariable(string name, object? value)
{
    public PSVariable(string name) : this(name, null) { }

    public string Name { get; } = name;
    public virtual object? Value { get; set; } = value;
    public virtual string Description { get; set; } = "";
}
