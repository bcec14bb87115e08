using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Documents;
using KlpShell.Drawing;
using KlpShell.Internal;

namespace KlpShell.Commands;

/// <summary>Saves a drawing of what happened to a kernel and when: as an SVG picture, or as lines of text. The file is written whole or not at all.</summary>
[Cmdlet(VerbsData.Export, "KlpTimeline", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ExportKlpTimelineCommand : KlpTimelineCommand
{
    // A line of a file may be as long as what it tells.
    private const int TextWidth = 1000;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>The form. When left out, text where -Path ends in .txt, else a picture.</summary>
    [Parameter]
    public DrawingForm? As { get; set; }

    /// <summary>Takes the place of a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    private protected override void Draw(IReadOnlyList<TimelineInfo> events, string kernelName)
    {
        string path = HostPath(Path);
        DrawingForm form = As ?? (string.Equals(System.IO.Path.GetExtension(path), ".txt", StringComparison.OrdinalIgnoreCase) ? DrawingForm.Text : DrawingForm.Svg);
        WholeFile.CheckFree(path, Overwrite);
        if (!ShouldProcess(Text.Visible(path), "Write timeline")) return;
        string text = form == DrawingForm.Svg ? TimelineSvg.Draw(events, "Kernel " + kernelName) : string.Join('\n', TimelineText.Lines(events, TextWidth, new Palette(null))) + "\n";
        WholeFile.Replace(path, text);
    }
}
