using System.Management.Automation;

namespace KlpShell.Probe;

/// <summary>Runs a script block as a module does: from C#, with arguments.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Block")]
[OutputType(typeof(object))]
public sealed class InvokeBlockCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock Block { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var item in Block.Invoke(InputObject)) WriteObject(item);
        SessionState.PSVariable.Set("ranBlock", true);
    }
}
