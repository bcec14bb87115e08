using KlpShell.Repl.Formatting;

namespace KlpShell.Repl.Commands;

[Cmdlet("Sort", "Object", DefaultParameterSetName = "Default")]
internal sealed class SortObject : PSCmdlet
{
    private readonly List<object?> _items = [];

    [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    [Parameter(Position = 0)] public object[]? Property { get; set; }
    [Parameter] public SwitchParameter Descending { get; set; }
    [Parameter] public SwitchParameter Unique { get; set; }
    [Parameter] public SwitchParameter CaseSensitive { get; set; }
    [Parameter, ValidateRange(1, int.MaxValue)] public int Top { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) _items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        if (_items.Count == 0) return;
        Property ??= PropertySets.Key(Session.Current!, _items[0]!);
        var keys = (Property ?? []).Select(p => (Column: Column.From(p, _items[0]!).First(), Down: Value.Base(p) is IDictionary map && map["Descending"] is { } down ? Value.Truth(down) : Descending.IsPresent)).ToList();
        if (Property is null) keys.Add((new Column { Script = null, Property = "" }, Descending));
        var rows = _items.Select((item, i) => (Item: item, Keys: Property is null ? [item] : keys.Select(k => k.Column.Value(item!)).ToArray(), Place: i)).ToList();
        rows.Sort((a, b) =>
        {
            for (var i = 0; i < keys.Count; i++)
                if (Compare(a.Keys[i], b.Keys[i]) is not 0 and var order) return keys[i].Down ? -order : order;
            return a.Place.CompareTo(b.Place);
        });
        for (var (i, written) = (0, 0); i < rows.Count && (Top == 0 || written < Top); i++)
        {
            if (Unique && i > 0 && rows[i].Keys.Zip(rows[i - 1].Keys).All(pair => Compare(pair.First, pair.Second) == 0)) continue;
            WriteObject(rows[i].Item);
            written++;
        }
    }

    private int Compare(object? first, object? second)
    {
        var (a, b) = (Value.Base(first), Value.Base(second));
        if (a is null || b is null) return a is null ? b is null ? 0 : -1 : 1;
        try { return Operators.Compare(a, b, !CaseSensitive); }
        catch (Exception error) when (error is InvalidCastException or PSArgumentException) { return Collation.Compare(Value.Text(a), Value.Text(b), !CaseSensitive); }
    }
}
