namespace KlpShell.Repl.Commands;

[Cmdlet("Where", "Object", DefaultParameterSetName = "EqualSet")]
internal sealed class WhereObject : PSCmdlet
{
    private const string Simple = "EqualSet";

    [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    [Parameter(ParameterSetName = "ScriptBlockSet", Mandatory = true, Position = 0)] public ScriptBlock? FilterScript { get; set; }
    [Parameter(ParameterSetName = Simple, Mandatory = true, Position = 0), ValidateNotNullOrEmpty] public string? Property { get; set; }
    [Parameter(ParameterSetName = Simple, Position = 1)] public object? Value { get; set; }
    [Parameter(ParameterSetName = Simple), Alias("IEQ")] public SwitchParameter EQ { set => Use((a, b) => Operators.Equal(a, b, true)); }
    [Parameter(ParameterSetName = Simple), Alias("INE")] public SwitchParameter NE { set => Use((a, b) => !Operators.Equal(a, b, true)); }
    [Parameter(ParameterSetName = Simple), Alias("IGT")] public SwitchParameter GT { set => Use((a, b) => Operators.Compare(a, b, true) > 0); }
    [Parameter(ParameterSetName = Simple), Alias("IGE")] public SwitchParameter GE { set => Use((a, b) => Operators.Compare(a, b, true) >= 0); }
    [Parameter(ParameterSetName = Simple), Alias("ILT")] public SwitchParameter LT { set => Use((a, b) => Operators.Compare(a, b, true) < 0); }
    [Parameter(ParameterSetName = Simple), Alias("ILE")] public SwitchParameter LE { set => Use((a, b) => Operators.Compare(a, b, true) <= 0); }
    [Parameter(ParameterSetName = Simple), Alias("ILike")] public SwitchParameter Like { set => Use((a, b) => Operators.Like(a, b, true)); }
    [Parameter(ParameterSetName = Simple), Alias("INotLike")] public SwitchParameter NotLike { set => Use((a, b) => !Operators.Like(a, b, true)); }
    [Parameter(ParameterSetName = Simple), Alias("IMatch")] public SwitchParameter Match { set => Use((a, b) => Operators.Match(a, b, true)); }
    [Parameter(ParameterSetName = Simple), Alias("INotMatch")] public SwitchParameter NotMatch { set => Use((a, b) => !Operators.Match(a, b, true)); }
    [Parameter(ParameterSetName = Simple), Alias("IContains")] public SwitchParameter Contains { set => Use((a, b) => Engine.Value.ToList(a).Exists(x => Operators.Equal(x, b, true))); }
    [Parameter(ParameterSetName = Simple), Alias("IIn")] public SwitchParameter In { set => Use((a, b) => Engine.Value.ToList(b).Exists(x => Operators.Equal(x, a, true))); }
    [Parameter(ParameterSetName = Simple)] public SwitchParameter Not { set => Use((a, _) => !Engine.Value.Truth(a)); }

    private Func<object?, object?, bool>? _test;

    private void Use(Func<object?, object?, bool> test) => _test = test;

    protected override void ProcessRecord()
    {
        var keep = FilterScript is not null ? Engine.Value.Truth(FilterScript.Run(InputObject))
            : Members.Get(InputObject, Property!) is var value && _test is null ? Engine.Value.Truth(value) : Engine.Value.Truth(Operators.Filter(value, item => _test!(item, Value)));
        if (keep) WriteObject(InputObject);
    }
}
