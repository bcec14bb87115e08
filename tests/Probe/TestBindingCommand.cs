using System;
using System.Collections;
using System.Management.Automation;

namespace KlpShell.Probe;

/// <summary>One parameter of each kind; says what each got.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Binding")]
[OutputType(typeof(string))]
public sealed class TestBindingCommand : PSCmdlet
{
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
    [ValidateSet("abc", "def")]
    public string? Word { get; set; }

    [Parameter]
    [Twice]
    public int Doubled { get; set; }

    [Parameter]
    public bool? Maybe { get; set; }

    [Parameter]
    public SwitchParameter Flag { get; set; }

    [Parameter(ValueFromRemainingArguments = true)]
    public object[]? Rest { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var name in MyInvocation.BoundParameters.Keys)
            WriteObject($"{name}={Show(MyInvocation.BoundParameters[name])}");
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        Widget widget => $"widget {widget.Name}",
        Hashtable map => $"map of {map.Count}",
        Array items => $"{items.GetType().GetElementType()!.Name}[{items.Length}] {string.Join("|", (object[])[.. items])}",
        _ => $"{value.GetType().Name} {value}",
    };
}
