using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Internal;

namespace KlpShell.Drawing;

/// <summary>Draws what happened when as text: a line for each thing, with a lane for each patch.</summary>
internal static class TimelineText
{
    private const int TimeWidth = 12;

    /// <summary>The drawing, line by line.</summary>
    /// <param name="events">What happened, oldest first.</param>
    /// <param name="width">How wide a line may be.</param>
    /// <param name="palette">The colours.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<TimelineInfo> events, int width, Palette palette)
    {
        TimelineLanes lanes = TimelineLanes.Of(events);
        if (lanes.Patches.Count > 0)
        {
            for (int i = 0; i < lanes.Patches.Count; i++) yield return new string(' ', TimeWidth + 1) + Bars(i) + Boxed.Cut(lanes.Patches[i], width - TimeWidth - 2 - (2 * i));
            yield return new string(' ', TimeWidth + 1) + Bars(lanes.Patches.Count);
        }

        TimeSpan? shown = null;
        for (int i = 0; i < events.Count; i++)
        {
            TimelineInfo one = events[i];
            string time = one.Time == shown ? new string(' ', TimeWidth) : one.Time.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture).PadLeft(TimeWidth);
            shown = one.Time;
            StringBuilder line = new(palette.Paint(Tone.Dim, time) + " ");
            foreach (PatchPhase? phase in lanes.Phases[i]) line.Append(Mark(phase, palette)).Append(' ');
            int left = Math.Max(width - TimeWidth - 2 - (2 * lanes.Patches.Count), 20);
            string mark = one.Kind == TimelineKind.Log ? "  " : one.Succeeded ? "" : one.Errno == Errno.None ? "✗ " : $"✗ {one.Errno} ";
            string text = mark + Boxed.Cut(one.Text, left - mark.Length);
            yield return line.Append(' ').Append(palette.Paint(ToneOf(one), text)).ToString();
        }
    }

    private static string Bars(int count)
    {
        StringBuilder bars = new();
        for (int i = 0; i < count; i++) bars.Append("│ ");
        return bars.ToString();
    }

    private static string Mark(PatchPhase? phase, Palette palette) => phase switch
    {
        PatchPhase.Enabled => palette.Paint(Tone.Good, "█"),
        PatchPhase.Patching => palette.Paint(Tone.Notice, "▒"),
        PatchPhase.Unpatching => palette.Paint(Tone.Notice, "░"),
        _ => palette.Paint(Tone.Dim, "·"),
    };

    private static Tone ToneOf(TimelineInfo one) => !one.Succeeded ? Tone.Bad : one.Kind == TimelineKind.Log ? Palette.ToneOf(one.Level) : Tone.Strong;
}
