using KlpShell.Repl.Formatting;

namespace KlpShell.Repl.Commands;

[Cmdlet("Select", "Object", DefaultParameterSetName = "DefaultParameter")]
internal sealed class SelectObject : PSCmdlet
{
    private readonly List<object?> _held = [];
    private readonly List<object?> _seen = [];
    private int _count;

    [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    [Parameter(Position = 0)] public object[]? Property { get; set; }
    [Parameter] public string[] ExcludeProperty { get; set; } = [];
    [Parameter] public string? ExpandProperty { get; set; }
    [Parameter] public SwitchParameter Unique { get; set; }
    [Parameter, ValidateRange(0, int.MaxValue)] public int First { get; set; } = -1;
    [Parameter, ValidateRange(0, int.MaxValue)] public int Last { get; set; } = -1;
    [Parameter, ValidateRange(0, int.MaxValue)] public int Skip { get; set; }
    [Parameter] public int[]? Index { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null && !MyInvocation.ExpectingInput) return;
        var place = _count++;
        if (Last >= 0)
        {
            _held.Add(InputObject);
            if (_held.Count > Last + Skip) _held.RemoveAt(0);
        }
        else if (place >= Skip && (First < 0 || place < Skip + First) && (Index is null || Index.Contains(place))) Emit(InputObject);
        if (First >= 0 && Last < 0 && _count >= Skip + First) throw new ControlFlow(ControlFlow.Kind.StopUpstream, Running);
    }

    protected override void EndProcessing()
    {
        for (var i = 0; i < _held.Count - Skip; i++) Emit(_held[i]);
    }

    private void Emit(object? item)
    {
        var made = Property is null && ExcludeProperty.Length == 0 || item is null ? item : Chosen(item);
        if (ExpandProperty is not null)
        {
            if (Members.Find(item, ExpandProperty) is null && Value.Base(item) is not IDictionary)
                WriteError(new ErrorRecord(new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."), "ExpandPropertyNotFound", ErrorCategory.InvalidArgument, item));
            else Value.Unroll(Members.Get(item, ExpandProperty), Pass);
        }
        else Pass(made);
    }

    private void Pass(object? item)
    {
        if (Unique)
        {
            if (_seen.Exists(seen => Same(seen, item))) return;
            _seen.Add(item);
        }
        WriteObject(item);
    }

    private static bool Same(object? a, object? b) => a is PSObject { BaseObject: PSCustomObject } x && b is PSObject { BaseObject: PSCustomObject } y
        ? x.Properties.Select(p => p.Name).SequenceEqual(y.Properties.Select(p => p.Name)) && x.Properties.All(p => Operators.Equal(p.Value, y.Properties[p.Name]!.Value, false))
        : Operators.Equal(a, b, false);

    private PSObject Chosen(object item)
    {
        var made = new PSObject();
        made.TypeNames.Insert(0, "Selected." + TypeNames.Of(item)[0]);
        var source = Value.Base(item) is IDictionary map ? PSObject.FromMap(map) : item;
        foreach (var definition in Property ?? ["*"])
            foreach (var column in Column.From(definition, source))
            {
                if (ExcludeProperty.Any(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(column.Label))) continue;
                object? value = null;
                try { value = column.Value(source); }
                catch (RuntimeException error) when (error is not PipelineStoppedException) { }
                made.SetNote(new PSNoteProperty(column.Label, ReferenceEquals(value, Value.Nothing) ? null : value));
            }
        return made;
    }
}
