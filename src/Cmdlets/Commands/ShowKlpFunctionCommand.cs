using System.Management.Automation;
using KlpShell.Drawing;

namespace KlpShell.Commands;

/// <summary>
/// Draws the func stack of functions as text: the way from the entry through the trampoline, the layers with the winner marked, the
/// function itself at the bottom. Get-KlpFunction gives the same as objects.
/// </summary>
[Cmdlet(VerbsCommon.Show, "KlpFunction", DefaultParameterSetName = "Name")]
[OutputType(typeof(string))]
public sealed class ShowKlpFunctionCommand : KlpFunctionCommand
{
    private bool _first = true;

    /// <summary>Colours, as $PSStyle has them: for the screen. What is saved or searched is better without.</summary>
    [Parameter]
    [Alias("Color")]
    public SwitchParameter Colour { get; set; }

    private protected override void Write(FunctionInfo function)
    {
        if (!_first) WriteObject("");
        _first = false;
        foreach (string line in StackDrawing.Lines(function, Colours(Colour))) WriteObject(line);
    }
}
