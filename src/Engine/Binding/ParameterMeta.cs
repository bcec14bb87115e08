namespace KlpShell.Engine;

/// <summary>One parameter of a command, as its attributes describe it.</summary>
internal sealed class ParameterMeta
{
    private readonly Action<object, object?> _set;
    private readonly Func<object, object?>? _get;

    public ParameterMeta(string name, string alias, Type type, Action<object, object?> set) => (Name, Aliases, Type, _set, IsCommon) = (name, [alias], type, set, true);

    public ParameterMeta(PropertyInfo property, Func<string, uint> bit)
    {
        (Name, Type, _set, _get) = (property.Name, property.PropertyType, property.SetValue, property.GetValue);
        Sets = 0;
        foreach (var attribute in property.GetCustomAttributes(true))
            switch (attribute)
            {
                case ParameterAttribute parameter:
                    parameter.Sets = parameter.ParameterSetName == ParameterAttribute.AllParameterSets ? uint.MaxValue : bit(parameter.ParameterSetName);
                    Attributes.Add(parameter);
                    Sets |= parameter.Sets;
                    break;
                case AliasAttribute alias: Aliases = [.. alias.AliasNames]; break;
                case ArgumentTransformationAttribute transform: Transforms.Add(transform); break;
                case ValidateArgumentsAttribute validate: Validators.Add(validate); break;
                case ArgumentCompleterAttribute completer: Completer = completer.Type; break;
                case System.Management.Automation.AllowNullAttribute: AllowNull = true; break;
                case AllowEmptyStringAttribute: AllowEmptyString = true; break;
                case AllowEmptyCollectionAttribute: AllowEmptyCollection = true; break;
            }
    }

    public string Name { get; }
    public string[] Aliases { get; } = [];
    public Type Type { get; }
    public bool IsCommon { get; }
    public uint Sets { get; } = uint.MaxValue;
    public List<ParameterAttribute> Attributes { get; } = [];
    public List<ArgumentTransformationAttribute> Transforms { get; } = [];
    public List<ValidateArgumentsAttribute> Validators { get; } = [];
    public Type? Completer { get; }
    public bool AllowNull { get; }
    public bool AllowEmptyString { get; }
    public bool AllowEmptyCollection { get; }

    public bool IsSwitch => Type == typeof(SwitchParameter);
    public bool IsMandatory => Any(uint.MaxValue, a => a.Mandatory);

    public bool Any(uint sets, Func<ParameterAttribute, bool> test)
    {
        foreach (var attribute in Attributes)
            if ((attribute.Sets & sets) != 0 && test(attribute)) return true;
        return false;
    }

    public int Position(uint sets)
    {
        foreach (var attribute in Attributes)
            if ((attribute.Sets & sets) != 0 && attribute.Position >= 0) return attribute.Position;
        return -1;
    }

    public bool Named(string name)
    {
        if (Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var alias in Aliases)
            if (alias.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    public object? Get(object target) => _get?.Invoke(target);

    public void Set(object target, object? value) => _set(target, value);
}
