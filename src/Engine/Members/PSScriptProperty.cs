namespace System.Management.Automation;

public class PSScriptProperty(string name, ScriptBlock getterScript) : PSPropertyInfo(name)
{
    private object? _target;

    public ScriptBlock GetterScript { get; } = getterScript;
    public override PSMemberTypes MemberType => PSMemberTypes.ScriptProperty;

    public override object? Value
    {
        get => GetterScript.RunWith("this", _target);
        set => throw new SetValueException($"Set accessor for property \"{Name}\" is unavailable.").With("ScriptPropertySetNotSupported", ErrorCategory.InvalidOperation);
    }

    internal override string Definition => $"System.Object {Name} {{get={GetterScript};}}";

    internal override PSPropertyInfo For(object target) => new PSScriptProperty(Name, GetterScript) { _target = target };
}
