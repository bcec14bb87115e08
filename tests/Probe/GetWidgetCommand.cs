using System.Management.Automation;

namespace KlpShell.Probe;

[Cmdlet(VerbsCommon.Get, "Widget")]
[OutputType(typeof(Widget))]
[Alias("gwid")]
public sealed class GetWidgetCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["alpha", "beta", "gamma"];

    [Parameter]
    [ArgumentCompleter(typeof(SizeCompleter))]
    public ulong Size { get; set; } = 16;

    [Parameter]
    public Colour Colour { get; set; } = Colour.Green;

    [Parameter]
    [ValidateSet("Widget", "Plain", "Array")]
    public string As { get; set; } = "Widget";

    protected override void ProcessRecord()
    {
        var id = 0;
        foreach (var name in Name)
            WriteObject(As switch
            {
                "Plain" => new Plain { A = ++id },
                "Array" => new[] { 1, 2 },
                _ => (object)new Widget(name, Size, Colour),
            });
    }
}
