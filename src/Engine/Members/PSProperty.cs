namespace System.Management.Automation;

/// <summary>A .NET property or field.</summary>
public class PSProperty : PSPropertyInfo
{
    private readonly MemberInfo _member;
    private readonly object? _target;

    internal PSProperty(MemberInfo member, object? target) : base(member.Name) => (_member, _target) = (member, target);

    public override PSMemberTypes MemberType => PSMemberTypes.Property;
    public override bool IsSettable => _member is PropertyInfo { SetMethod.IsPublic: true } or FieldInfo { IsInitOnly: false };

    public override object? Value
    {
        get
        {
            try { return _member is PropertyInfo property ? property.GetValue(_target) : ((FieldInfo)_member).GetValue(_target); }
            catch (TargetInvocationException error)
            {
                throw new GetValueException($"Exception getting \"{Name}\": \"{error.InnerException!.Message}\"", error.InnerException).With("GetValueInvocationException", ErrorCategory.NotSpecified);
            }
        }
        set
        {
            if (!IsSettable) throw new SetValueException($"'{Name}' is a ReadOnly property.").With("PropertyAssignmentException", ErrorCategory.InvalidOperation);
            try
            {
                var converted = Converter.Convert(value, Type);
                if (_member is PropertyInfo property) property.SetValue(_target, converted);
                else ((FieldInfo)_member).SetValue(_target, converted);
            }
            catch (Exception error) when (error is TargetInvocationException or InvalidCastException)
            {
                throw new SetValueException($"Exception setting \"{Name}\": \"{(error.InnerException ?? error).Message}\"", error.InnerException ?? error).With("ExceptionWhenSetting", ErrorCategory.NotSpecified);
            }
        }
    }

    internal Type Type => _member is PropertyInfo property ? property.PropertyType : ((FieldInfo)_member).FieldType;
    internal override string Definition => $"{TypeNames.Short(Type)} {Name} {{get;{(IsSettable ? "set;" : "")}}}";

    internal override PSPropertyInfo For(object target) => new PSProperty(_member, target);
}
