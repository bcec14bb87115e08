using System.Management.Automation;
using System.Threading;

namespace KlpShell.Probe;

/// <summary>Waits until it is stopped.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Widget")]
[OutputType(typeof(string))]
public sealed class WaitWidgetCommand : PSCmdlet
{
    private readonly ManualResetEventSlim _stopped = new();

    [Parameter]
    public int Limit { get; set; } = 20_000;

    protected override void ProcessRecord()
    {
        WriteObject("waiting");
        _stopped.Wait(Limit);
        WriteObject("never seen when stopped");
    }

    protected override void StopProcessing() => _stopped.Set();
}
