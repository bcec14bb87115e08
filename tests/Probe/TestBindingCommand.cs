using System;
using System.Collections;
using System.Management.Automation;

namespace KlpShell.Probe;

/// <summary>One parameter of each kind; says what each got.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Binding")]
[OutputType(typeof(string))]
public sealed class TestBindingCommand : PSCmdlet, IDynamicParameters
{
    private readonly Extra _extra = new();

    [Parameter(Position = 0)]
    public int Number { get; set; }

    [Parameter]
    public ulong Address { get; set; }

    [Parameter]
    public TimeSpan Span { get; set; }

    [Parameter]
    public Colour Colour { get; set; }

    [Parameter]
    public Widget? Widget { get; set; }

    [Parameter]
    public Hashtable? Map { get; set; }

    [Parameter]
    public int[]? Numbers { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[a-z]+$")]
    public string? Word { get; set; }

    [Parameter]
    [Twice]
    public int Doubled { get; set; }

    [Parameter]
    public Plain? Plain { get; set; }

    [Parameter]
    public bool? Maybe { get; set; }

    [Parameter]
    public ScriptBlock? Block { get; set; }

    [Parameter]
    public SwitchParameter Dynamic { get; set; }

    [Parameter(ValueFromRemainingArguments = true)]
    public object[]? Rest { get; set; }

    public object? GetDynamicParameters() => Dynamic ? _extra : null;

    protected override void ProcessRecord()
    {
        foreach (var name in MyInvocation.BoundParameters.Keys)
            WriteObject($"{name}={Show(MyInvocation.BoundParameters[name])}");
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        Widget widget => $"widget {widget.Name}",
        Plain plain => $"plain {plain.A} {plain.B}",
        Hashtable map => $"map of {map.Count}",
        Array items => $"{items.GetType().GetElementType()!.Name}[{items.Length}] {string.Join("|", (object[])[.. items])}",
        _ => $"{value.GetType().Name} {value}",
    };

    public sealed class Extra
    {
        [Parameter(Mandatory = true)]
        public string Late { get; set; } = "";
    }
}
