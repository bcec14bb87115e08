using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Planning;
using KlpShell.Internal;

namespace KlpShell.Session;

/// <summary>Says what a change did to a scratch clone: what it would log, make, remove and switch, and what would come of that in a minute of virtual time.</summary>
/// <param name="kernel">The clone, before the change.</param>
internal sealed class RehearsalReport(Kernel kernel)
{
    private const int MostNamed = 10;
    private const int HorizonSeconds = 60;

    private readonly Rehearsal _rehearsal = new(kernel);

    /// <summary>The report.</summary>
    /// <param name="target">What was to be changed.</param>
    /// <param name="action">How.</param>
    /// <param name="outcome">What it came to.</param>
    public string Describe(string target, string action, Outcome outcome)
    {
        Forecast forecast = _rehearsal.End(outcome.Result?.Status ?? Status.Ok, TimeSpan.FromSeconds(HorizonSeconds));
        StringBuilder text = new($"Performing the operation \"{action}\" on target \"{target}\".");
        if (outcome.Result is not { } result)
        {
            text.Append("\n  result ").Append(outcome.Error is null ? "nothing to do: " : $"{outcome.Error.ErrorId}: ").Append(outcome.Error?.Message ?? outcome.Warning ?? outcome.Note);
            return Text.Visible(text.ToString());
        }

        text.Append("\n  result ").Append(outcome.Error is { } error ? $"{error.ErrorId}: {error.Message}" : result.Succeeded ? "success" : Refused(result.Status));
        AddLog(text, "", forecast.Log);
        AddFiles(text, "", forecast.Changes);
        AddPatches(text, forecast);
        if (forecast.InTransition is not null) AddTransition(text, forecast);
        if (forecast.Before.Taints != forecast.After.Taints) text.Append($"\n  taint  {Or(forecast.Before.Taints.Letters())} -> {forecast.After.Taints.Letters()}");
        AddLog(text, "later, ", forecast.LaterLog);
        AddFiles(text, "later, ", forecast.LaterChanges);
        if (forecast.StoppedAt is { } function) text.Append($"\n  inexact from here on: {function} is a script block, which isn't run");
        return Text.Visible(text.ToString());
    }

    private static string Refused(Status status) =>
        $"{status.Refusal}{(status.Errno == Errno.None ? "" : $", {status.Errno} {(int)status.Errno}")}: {ErrorTable.Find(status.Refusal.ToString()).Meaning}{(status.Subject is null ? "" : $" ('{status.Subject}')")}";

    private static void AddLog(StringBuilder text, string when, IReadOnlyList<LogRecord> lines)
    {
        foreach (LogRecord line in lines) text.Append(CultureInfo.InvariantCulture, $"\n  {when}log    {(when.Length == 0 ? "" : $"[{line.Time.TotalSeconds:F6}] ")}{line.Text}");
    }

    private static void AddFiles(StringBuilder text, string when, IReadOnlyList<FileChange> changes)
    {
        foreach (FileChange change in changes)
        {
            text.Append("\n  ").Append(when).Append(change.Kind switch
            {
                FileChangeKind.Appears => $"new    {change.Path}{(change.After is null ? "" : $": {change.After}")}",
                FileChangeKind.Goes => $"gone   {change.Path}",
                _ => $"change {change.Path}: {change.Before} -> {change.After}",
            });
        }
    }

    private static void AddPatches(StringBuilder text, Forecast forecast)
    {
        foreach (KlpPatch patch in forecast.After.Livepatch.Patches)
        {
            if (forecast.Before.Livepatch.Find(patch.Name) is { } before && before.State != patch.State) text.Append($"\n  patch  {patch.Name}: {before.State} -> {patch.State}");
        }
    }

    private static void AddTransition(StringBuilder text, Forecast forecast)
    {
        TransitionStatus now = forecast.After.Livepatch.CurrentTransition!;
        text.Append($"\n  transition {now.Patch.Name}: {(now.Patching ? "patching" : "unpatching")}, {Transitions.Left(now.Remaining)}");
        IReadOnlyList<TransitionBlock> blocks = forecast.HeldUpBy;
        for (int i = 0; i < blocks.Count && i < MostNamed; i++) text.Append(CultureInfo.InvariantCulture, $"\n  held up by {blocks[i].Pid} ({blocks[i].Comm}){(blocks[i].Function is { } function ? $", in {function} since {blocks[i].Since.TotalSeconds:F3} s" : "")}");
        if (blocks.Count > MostNamed) text.Append($"\n  held up by {blocks.Count - MostNamed} more");
        if (forecast.TransitionEnds is { } end) text.Append(CultureInfo.InvariantCulture, $"\n  transition over at {end.TotalSeconds:F6} s");
        else if (forecast.Stalls) text.Append(CultureInfo.InvariantCulture, $"\n  transition not over at {forecast.AtHorizon.Clock.Now.TotalSeconds:F6} s");
    }

    private static string Or(string letters) => letters.Length == 0 ? "none" : letters;
}
