using System.Management.Automation;

namespace KlpShell.Probe;

/// <summary>How often the module was imported, and what else it can see of where it runs.</summary>
[Cmdlet(VerbsCommon.Get, "Import")]
[OutputType(typeof(int))]
public sealed class GetImportCommand : PSCmdlet
{
    [Parameter]
    public SwitchParameter Location { get; set; }

    protected override void ProcessRecord()
    {
        if (Location) WriteObject(SessionState.Path.CurrentFileSystemLocation.Path);
        else WriteObject(Import.Count);
    }
}
