namespace KlpShell.Engine;

/// <summary>A cmdlet class read once: its parameters, its parameter sets, whether it asks before it acts.</summary>
internal sealed class CommandMetadata
{
    public CommandMetadata(string name, Type type)
    {
        (Name, Type) = (name, type);
        var attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        (DefaultSet, Impact, SupportsShouldProcess) = (attribute.DefaultParameterSetName, attribute.ConfirmImpact, attribute.SupportsShouldProcess);
        if (DefaultSet is not null) Bit(DefaultSet);
        Own = Read(type);
        Parameters = [.. Own, .. CommonParameters.Table, .. SupportsShouldProcess ? CommonParameters.ShouldProcessTable : []];
    }

    public string Name { get; }
    public Type Type { get; }
    public string? DefaultSet { get; }
    public ConfirmImpact Impact { get; }
    public bool SupportsShouldProcess { get; }
    public List<string> SetNames { get; } = [];
    public List<ParameterMeta> Own { get; }
    public ParameterMeta[] Parameters { get; }
    public uint AllSets => SetNames.Count == 0 ? 1u : (uint)((1UL << SetNames.Count) - 1);

    public uint Bit(string set)
    {
        var index = SetNames.FindIndex(name => name.Equals(set, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) return 1u << index;
        SetNames.Add(set);
        return 1u << (SetNames.Count - 1);
    }

    private List<ParameterMeta> Read(Type type)
    {
        var list = new List<ParameterMeta>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.IsDefined(typeof(ParameterAttribute), true)) list.Add(new ParameterMeta(property, Bit));
        return list;
    }
}
