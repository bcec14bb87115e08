using System.Management.Automation;

namespace KlpShell.Probe;

[Cmdlet(VerbsCommunications.Write, "Stream")]
[OutputType(typeof(string))]
public sealed class WriteStreamCommand : PSCmdlet
{
    protected override void BeginProcessing() => WriteVerbose("begins");

    protected override void ProcessRecord()
    {
        WriteWarning("look out");
        WriteDebug("deep");
        WriteInformation("note", ["tag"]);
        WriteObject("out");
        WriteProgress(new ProgressRecord(1, "working", "half") { PercentComplete = 50 });
    }

    protected override void EndProcessing() => WriteObject(new[] { "last", "of all" }, true);
}
