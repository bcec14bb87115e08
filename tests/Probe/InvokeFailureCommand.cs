using System;
using System.Management.Automation;

namespace KlpShell.Probe;

[Cmdlet(VerbsLifecycle.Invoke, "Failure")]
[OutputType(typeof(int))]
public sealed class InvokeFailureCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    [ValidateSet("Write", "Terminate", "Throw")]
    public string How { get; set; } = "Write";

    [Parameter(ValueFromPipeline = true)]
    public int Number { get; set; }

    protected override void ProcessRecord()
    {
        var error = new ErrorRecord(new InvalidOperationException($"Widget {Number} is stuck."), "WidgetStuck", ErrorCategory.ResourceBusy, Number);
        if (How == "Write") WriteError(error);
        else if (How == "Terminate") ThrowTerminatingError(error);
        else throw new ArgumentException("Thrown bare.");
        WriteObject(Number);
    }
}
