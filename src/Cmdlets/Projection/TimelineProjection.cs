using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Internal;

namespace KlpShell.Projection;

/// <summary>Makes the records of what happened when, from the log and from what was done to a kernel.</summary>
internal sealed class TimelineProjection(string kernelName, Kernel kernel)
{
    private readonly bool _hasTransitions = kernel.Release.Has(Features.Consistency);

    /// <summary>All that happened, oldest first. What was done comes before the lines that it made the kernel log.</summary>
    public List<TimelineInfo> All()
    {
        List<TimelineInfo> all = [];
        IReadOnlyList<EntranceRecord> done = kernel.History.Records;
        int next = 0;
        foreach (LogRecord line in kernel.Log.Records)
        {
            while (next < done.Count && done[next].FirstLine <= line.Sequence) all.Add(Of(done[next++]));
            all.Add(Of(line));
        }

        while (next < done.Count) all.Add(Of(done[next++]));
        all.Sort(static (a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Sequence != b.Sequence ? a.Sequence.CompareTo(b.Sequence) : (a.Kind == TimelineKind.Log).CompareTo(b.Kind == TimelineKind.Log));
        Follow(all);
        AddReplaced(all);
        return all;
    }

    // Two turns have no line of their own: a transition that is turned round by a write, and an enable that is undone because it failed.
    private static void Follow(List<TimelineInfo> all)
    {
        Dictionary<string, PatchPhase> now = [];
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i] is { Kind: TimelineKind.Write, Succeeded: true, Patch: { } written } && all[i].Text.EndsWith("/enabled", StringComparison.Ordinal))
            {
                PatchPhase? turned = now.GetValueOrDefault(written) switch
                {
                    PatchPhase.Patching => PatchPhase.Unpatching,
                    PatchPhase.Unpatching => PatchPhase.Patching,
                    _ => null,
                };
                if (turned is not null) all[i] = all[i] with { Phase = turned };
            }

            if (all[i] is { Patch: { } patch, Phase: { } phase }) now[patch] = phase;
        }
    }

    // A patch that was replaced goes without a word: it was enabled by its last line, and isn't any more.
    private void AddReplaced(List<TimelineInfo> all)
    {
        Dictionary<string, int> enabled = [];
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i] is not { Patch: { } patch, Phase: { } phase }) continue;
            enabled.Remove(patch);
            if (phase == PatchPhase.Enabled) enabled.Add(patch, i);
        }

        foreach ((string patch, int since) in enabled)
        {
            if (kernel.Livepatch.Find(patch) is { State: KlpState.Enabled }) continue;
            int at = all.FindIndex(since + 1, info => info.Phase == PatchPhase.Enabled && info.Patch != patch && (kernel.Livepatch.Find(info.Patch!)?.Definition.Replace ?? true));
            if (at < 0) continue;
            all.Insert(at + 1, new TimelineInfo
            {
                Kernel = kernelName,
                Time = all[at].Time,
                Sequence = all[at].Sequence,
                Kind = TimelineKind.Replaced,
                Patch = patch,
                Phase = PatchPhase.Disabled,
                Text = $"'{patch}' is replaced by '{all[at].Patch}'",
            });
        }
    }

    private bool IsUndone(LogRecord line)
    {
        foreach (EntranceRecord done in kernel.History.Records)
        {
            if (!done.Status.Succeeded && line.Sequence >= done.FirstLine && line.Sequence < done.NextLine) return true;
        }

        return false;
    }

    private TimelineInfo Of(LogRecord line)
    {
        PatchPhases.TryRead(line.Text, _hasTransitions, out string? patch, out PatchPhase? phase);
        if (phase is not null && IsUndone(line)) phase = null;
        return new TimelineInfo
        {
            Kernel = kernelName,
            Time = line.Time,
            Sequence = line.Sequence,
            Kind = TimelineKind.Log,
            Level = line.Level,
            Text = Text.OneLine(line.Text),
            Patch = patch,
            Phase = phase,
        };
    }

    private TimelineInfo Of(EntranceRecord done) => new()
    {
        Kernel = kernelName,
        Time = done.Begin,
        Duration = done.End - done.Begin,
        Sequence = done.FirstLine,
        Kind = Enum.Parse<TimelineKind>(done.Kind.ToString()),
        Text = Text.OneLine(Typed(done)),
        Patch = PatchOf(done),
        Succeeded = done.Status.Succeeded,
        Errno = done.Status.Errno,
        Refusal = done.Status.Refusal,
    };

    private static string? PatchOf(EntranceRecord done)
    {
        const string Directory = "/sys/kernel/livepatch/";
        if (done.Kind != EntranceKind.Write || !done.Subject.StartsWith(Directory, StringComparison.Ordinal)) return null;
        string rest = done.Subject[Directory.Length..];
        return rest.IndexOf('/', StringComparison.Ordinal) is > 0 and int end ? rest[..end] : null;
    }

    private static string Typed(EntranceRecord done)
    {
        string text = done.Kind switch
        {
            EntranceKind.LoadModule => $"insmod {done.Subject} {done.Detail}".TrimEnd(),
            EntranceKind.UnloadModule => $"rmmod {done.Subject}",
            EntranceKind.Write => $"echo {done.Detail.TrimEnd('\n')} > {done.Subject}",
            EntranceKind.StartTask => $"task {done.Subject} begins in {done.Detail}",
            EntranceKind.RemoveTask => $"task {done.Subject} is taken away",
            EntranceKind.Signal => $"task {done.Subject} gets a signal",
            _ => $"task {done.Subject} is woken",
        };
        return done.Status.Succeeded ? text : string.Create(CultureInfo.InvariantCulture, $"{text}: {done.Status.Refusal}{(done.Status.Errno == Errno.None ? "" : $" [{done.Status.Errno} {(int)done.Status.Errno}]")}");
    }
}
