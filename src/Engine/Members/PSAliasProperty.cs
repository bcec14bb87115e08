namespace System.Management.Automation;

public class PSAliasProperty(string name, string referencedMemberName) : PSPropertyInfo(name)
{
    private object? _target;

    public string ReferencedMemberName { get; } = referencedMemberName;
    public override PSMemberTypes MemberType => PSMemberTypes.AliasProperty;

    public override object? Value
    {
        get => Members.Get(_target, ReferencedMemberName);
        set => Members.TrySet(_target!, ReferencedMemberName, value);
    }

    internal override string Definition => $"{Name} = {ReferencedMemberName}";

    internal override PSPropertyInfo For(object target) => new PSAliasProperty(Name, ReferencedMemberName) { _target = target };
}
