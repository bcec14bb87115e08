using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Drawing;
using KlpShell.Internal;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Draws the transition that a kernel is in as text: how many tasks have switched, since when it goes on, and each task that holds it up
/// with its stack. Get-KlpStatus gives the same as objects.
/// </summary>
[Cmdlet(VerbsCommon.Show, "KlpTransition")]
[OutputType(typeof(string))]
public sealed class ShowKlpTransitionCommand : KlpKernelCommand
{
    /// <summary>Colours, as $PSStyle has them: for the screen. What is saved or searched is better without.</summary>
    [Parameter]
    [Alias("Color")]
    public SwitchParameter Colour { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        (TransitionInfo? transition, List<StalledTaskInfo> stalled) = Look(kernel => (TransitionProjection.Of(handle.Name, kernel), TransitionProjection.Stalled(handle.Name, kernel, int.MaxValue)));
        if (transition is null)
        {
            WriteObject(Text.Visible($"No patch of kernel '{handle.Name}' is in transition."));
            return;
        }

        foreach (string line in TransitionDrawing.Lines(transition, stalled, Colours(Colour))) WriteObject(line);
    }
}
