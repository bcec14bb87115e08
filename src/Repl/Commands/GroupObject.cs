using KlpShell.Repl.Formatting;

namespace KlpShell.Repl.Commands;

[Cmdlet("Group", "Object", DefaultParameterSetName = "Default")]
internal sealed class GroupObject : PSCmdlet
{
    private readonly List<GroupInfo> _groups = [];
    private List<Column>? _keys;

    [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    [Parameter(Position = 0)] public object[]? Property { get; set; }
    [Parameter] public SwitchParameter NoElement { get; set; }
    [Parameter, Alias("AHT")] public SwitchParameter AsHashTable { get; set; }
    [Parameter] public SwitchParameter AsString { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null) return;
        if (_groups.Count == 0) Property ??= PropertySets.Key(Session.Current!, InputObject);
        _keys ??= (Property ?? []).SelectMany(p => Column.From(p, InputObject)).ToList();
        var values = Property is null ? [InputObject] : _keys.Select(k => k.Value(InputObject)).ToList();
        var group = _groups.Find(g => values.Zip(g.Values.Cast<object?>()).All(pair => Operators.Equal(pair.First, pair.Second, true)));
        if (group is null) _groups.Add(group = new GroupInfo(string.Join(", ", values.Select(Value.Text)), new ArrayList(values), []));
        group.Group.Add(InputObject);
    }

    private static PSObject Bare(GroupInfo group)
    {
        var bare = new PSObject();
        bare.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GroupInfoNoElement");
        bare.SetNote(new PSNoteProperty("Count", group.Count));
        bare.SetNote(new PSNoteProperty("Name", group.Name));
        bare.SetNote(new PSNoteProperty("Values", group.Values));
        return bare;
    }

    protected override void EndProcessing()
    {
        if (AsHashTable)
        {
            var map = new Hashtable(StringComparer.OrdinalIgnoreCase);
            foreach (var group in _groups) map[AsString ? group.Name : Value.Base(group.Values[0]) ?? ""] = group.Group;
            WriteObject(map);
            return;
        }
        foreach (var group in _groups.OrderBy(g => g, Comparer<GroupInfo>.Create((a, b) => a.Values.Cast<object?>().Zip(b.Values.Cast<object?>()).Select(p => Operators.Compare(p.First, p.Second, true)).FirstOrDefault(c => c != 0)))) WriteObject(NoElement ? Bare(group) : group);
    }
}
