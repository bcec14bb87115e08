namespace System.Management.Automation;

public abstract class PSMemberInfo
{
    private protected PSMemberInfo(string name) => Name = name;

    public string Name { get; }
    public abstract PSMemberTypes MemberType { get; }
    public abstract object? Value { get; set; }
}
