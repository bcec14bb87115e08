using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Drawing;

namespace KlpShell.Commands;

/// <summary>Draws what happened to a kernel and when: a line for each thing, with a lane for each patch that shows where it is in its life. Get-KlpTimeline gives the same as objects.</summary>
[Cmdlet(VerbsCommon.Show, "KlpTimeline")]
[OutputType(typeof(string))]
public sealed class ShowKlpTimelineCommand : KlpTimelineCommand
{
    private const int Narrowest = 40;

    /// <summary>The form: lines of text when left out, or the text of an SVG picture.</summary>
    [Parameter]
    public DrawingForm As { get; set; }

    /// <summary>How wide a line of text may be.</summary>
    [Parameter]
    [ValidateRange(Narrowest, int.MaxValue)]
    public int Width { get; set; } = 80;

    /// <summary>Colours, as $PSStyle has them: for the screen. What is saved or searched is better without.</summary>
    [Parameter]
    [Alias("Color")]
    public SwitchParameter Colour { get; set; }

    private protected override void Draw(IReadOnlyList<TimelineInfo> events, string kernelName)
    {
        if (As == DrawingForm.Svg)
        {
            WriteObject(TimelineSvg.Draw(events, "Kernel " + kernelName));
            return;
        }

        foreach (string line in TimelineText.Lines(events, Width, Colours(Colour)))
        {
            if (IsStopping) return;
            WriteObject(line);
        }
    }
}
