using System.Management.Automation;

namespace KlpShell.Probe;

[Cmdlet(VerbsCommon.Set, "Widget", SupportsShouldProcess = true, DefaultParameterSetName = "ByName", ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(string))]
public sealed class SetWidgetCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByName", ValueFromPipelineByPropertyName = true)]
    [Alias("Label")]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "ByObject")]
    public Widget? InputObject { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ById")]
    [ValidateRange(1, 10)]
    public int Id { get; set; }

    protected override void ProcessRecord()
    {
        var name = InputObject?.Name ?? (ParameterSetName == "ById" ? $"#{Id}" : Name);
        if (ShouldProcess(name, "Paint")) WriteObject($"{ParameterSetName}: {name}");
    }
}
