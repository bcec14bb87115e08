namespace KlpShell.Repl.Commands;

[Cmdlet("ForEach", "Object", DefaultParameterSetName = "ScriptBlockSet")]
internal sealed class ForEachObject : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    [Parameter(ParameterSetName = "ScriptBlockSet", Mandatory = true, Position = 0)] public ScriptBlock[]? Process { get; set; }
    [Parameter(ParameterSetName = "ScriptBlockSet")] public ScriptBlock? Begin { get; set; }
    [Parameter(ParameterSetName = "ScriptBlockSet")] public ScriptBlock? End { get; set; }
    [Parameter(ParameterSetName = "PropertyAndMethodSet", Mandatory = true, Position = 0)] public string? MemberName { get; set; }
    [Parameter(ParameterSetName = "PropertyAndMethodSet", ValueFromRemainingArguments = true), Alias("Args")] public object[]? ArgumentList { get; set; }

    protected override void BeginProcessing() => Begin?.RunInPlace(null, WriteObject);

    protected override void ProcessRecord()
    {
        if (MemberName is null) foreach (var block in Process!) block.RunInPlace(InputObject, WriteObject);
        else if (ArgumentList is null && Members.TryGet(InputObject, MemberName, out var value)) WriteObject(value, true);
        else if (InputObject is not null && (ArgumentList is not null || Value.Base(InputObject)!.GetType().GetMethods().Any(m => m.Name.Equals(MemberName, StringComparison.OrdinalIgnoreCase)))) WriteObject(Methods.Call(InputObject, MemberName, ArgumentList ?? []), true);
    }

    protected override void EndProcessing() => End?.RunInPlace(null, WriteObject);
}
