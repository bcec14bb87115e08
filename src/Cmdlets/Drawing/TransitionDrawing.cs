using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Livepatch;
using KlpShell.Internal;

namespace KlpShell.Drawing;

/// <summary>Draws a transition: how far it is, since when, and each task that holds it up, with its stack.</summary>
internal static class TransitionDrawing
{
    private const int BarWidth = 40;
    private const int Most = 20;

    /// <summary>The drawing, line by line; no line is wider than 80 columns.</summary>
    public static IEnumerable<string> Lines(TransitionInfo transition, IReadOnlyList<StalledTaskInfo> stalled, Palette palette)
    {
        int switched = transition.Total - transition.Remaining;
        yield return palette.Paint(Tone.Strong, Boxed.Cut(transition.Patch, 40)) + "  " + palette.Paint(Tone.Notice, transition.Target == KlpState.Enabled ? "patching" : "unpatching");
        yield return Text($"  since {transition.Since.TotalSeconds:F6} s, for {(transition.Time - transition.Since).TotalSeconds:F6} s; asked {Times(transition.Tries)}");
        int full = transition.Total == 0 ? BarWidth : (int)((long)switched * BarWidth / transition.Total);
        yield return $"  {palette.Paint(Tone.Good, new string('█', full))}{palette.Paint(Tone.Dim, new string('░', BarWidth - full))}  " + Text($"{switched} of {transition.Total} tasks have switched");
        if (stalled.Count == 0)
        {
            yield return transition.Remaining == 0 ? "  all have; the kernel looks again within a second" : "  no task is in its way now; the kernel asks again within a second";
            yield break;
        }

        for (int i = 0; i < stalled.Count && i < Most; i++)
        {
            foreach (string line in Lines(stalled[i], transition.Time, palette)) yield return line;
        }

        if (stalled.Count > Most) yield return Text($"  and {stalled.Count - Most} more");
    }

    private static IEnumerable<string> Lines(StalledTaskInfo task, TimeSpan now, Palette palette)
    {
        string why = task.Reason switch
        {
            StallReason.Running => "runs",
            StallReason.UnreliableStack => "has an unreliable stack",
            _ => "sleeps on " + task.Function,
        };
        yield return "";
        yield return Text($"  {task.ProcessId,6} ") + Boxed.Fit(task.Command, 15) + " " + palette.Paint(Tone.Notice, Boxed.Fit(why, 26)) + Text($" since {task.Since.TotalSeconds:F3} s, {(now - task.Since).TotalSeconds:F3} s");
        foreach (string frame in task.Stack)
        {
            string line = Boxed.Cut(frame, 60);
            bool blocks = task.Function is { } function && frame.StartsWith(function, StringComparison.Ordinal) && (frame.Length == function.Length || !IsName(frame[function.Length]));
            yield return blocks ? palette.Paint(Tone.Bad, "       ▶ " + line) : "         " + line;
        }
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    private static string Times(int count) => count == 1 ? "once" : Text($"{count} times");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
