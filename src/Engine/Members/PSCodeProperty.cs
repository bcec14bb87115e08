namespace System.Management.Automation;

public class PSCodeProperty : PSPropertyInfo
{
    private readonly MethodInfo _getter;
    private PSObject? _target;

    internal PSCodeProperty(string name, MethodInfo getter) : base(name) => _getter = getter;

    public override PSMemberTypes MemberType => PSMemberTypes.CodeProperty;

    public override object? Value
    {
        get => _getter.Invoke(null, [_target]);
        set => throw new SetValueException($"'{Name}' is a ReadOnly property.");
    }

    internal override string Definition => $"static {_getter.ReturnType} {_getter.DeclaringType}.{_getter.Name}(psobject instance)";

    internal override PSPropertyInfo For(object target) => new PSCodeProperty(Name, _getter) { _target = PSObject.AsPSObject(target) };
}
