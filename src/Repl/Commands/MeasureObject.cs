namespace KlpShell.Repl.Commands;

[Cmdlet("Measure", "Object")]
internal sealed class MeasureObject : PSCmdlet
{
    private readonly List<object?> _values = [];

    [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    [Parameter(Position = 0)] public string? Property { get; set; }
    [Parameter] public SwitchParameter Sum { get; set; }
    [Parameter] public SwitchParameter Average { get; set; }
    [Parameter] public SwitchParameter Minimum { get; set; }
    [Parameter] public SwitchParameter Maximum { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null) return;
        if (Property is null) _values.Add(InputObject);
        else if (Members.TryGet(InputObject, Property, out var value) && value is not null) _values.Add(value);
    }

    protected override void EndProcessing()
    {
        double Numbers() => _values.Sum(v => Converter.To<double>(v));
        object? Most(int sign) => _values.Count == 0 ? null : _values.Aggregate((a, b) => Operators.Compare(a, b, true) * sign >= 0 ? a : b) is var most && Number.IsNumeric(Value.Base(most)) ? Converter.To<double>(most) : most;
        var result = new PSObject();
        result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GenericMeasureInfo");
        foreach (var (name, value) in new (string, object?)[] { ("Count", _values.Count), ("Average", Average && _values.Count > 0 ? Numbers() / _values.Count : null), ("Sum", Sum ? Numbers() : null), ("Maximum", Maximum ? Most(1) : null), ("Minimum", Minimum ? Most(-1) : null), ("StandardDeviation", null), ("Property", Property) })
            result.SetNote(new PSNoteProperty(name, value));
        WriteObject(result);
    }
}
