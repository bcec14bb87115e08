using System.Reflection;

namespace KlpShell.Repl.Commands;

[Cmdlet("Get", "Member")]
internal sealed class GetMember : PSCmdlet
{
    private readonly HashSet<string> _seen = [];

    [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    [Parameter(Position = 0)] public string[] Name { get; set; } = ["*"];
    [Parameter, Alias("Type")] public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    protected override void ProcessRecord()
    {
        if (InputObject is null || !_seen.Add(TypeNames.Of(InputObject)[0])) return;
        var (type, all) = (TypeNames.Of(InputObject)[0], new List<MemberDefinition>());
        foreach (var property in Members.All(InputObject)) all.Add(new(type, property.Name, property.MemberType, property.Definition));
        var target = Value.Base(InputObject) is PSObject ? typeof(object) : Value.Base(InputObject)!.GetType();
        foreach (var group in target.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(m => !m.IsSpecialName).GroupBy(m => m.Name))
            all.Add(new(type, group.Key, PSMemberTypes.Method, string.Join(", ", group.Select(m => $"{TypeNames.Short(m.ReturnType)} {m.Name}({string.Join(", ", m.GetParameters().Select(p => $"{TypeNames.Short(p.ParameterType)} {p.Name}"))})"))));
        foreach (var member in all.Where(m => MemberType.HasFlag(m.MemberType) && Name.Any(n => new WildcardPattern(n, WildcardOptions.IgnoreCase).IsMatch(m.Name))).OrderBy(m => m.MemberType.ToString(), StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.OrdinalIgnoreCase)) WriteObject(member);
    }
}
