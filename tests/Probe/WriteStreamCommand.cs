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
        WriteObject("out");
    }

    protected override void EndProcessing() => WriteObject(new[] { "last", "of all" }, true);
}
