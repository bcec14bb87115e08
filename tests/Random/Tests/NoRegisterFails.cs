using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Histories.Invariants;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Tests;

/// <summary>An invariant that doesn't hold: that no registration with ftrace fails for a patch. Only a fault breaks it.</summary>
internal sealed class NoRegisterFails : Invariant
{
    /// <summary>The line that tells of it.</summary>
    public const string Line = "livepatch: failed to register ftrace handler for function ";

    public override string Title => "ftrace takes every handler";

    public override string? Check(Moment moment)
    {
        foreach (LogRecord record in moment.Kernel.Log.Records)
        {
            if (record.Text.StartsWith(Line, StringComparison.Ordinal) && record.Text.EndsWith("(-12)", StringComparison.Ordinal)) return record.Text;
        }

        return null;
    }

    /// <summary>A random history that breaks it.</summary>
    public static HistoryResult Find(Release release)
    {
        for (int seed = 1; ; seed++)
        {
            HistoryResult played = Play(release, Playing.Histories.Random(release, seed).Operations);
            if (played.Failure is not null && played.Operations.Count > 20) return played;
        }
    }

    /// <summary>Plays steps until it is broken.</summary>
    public static HistoryResult Play(Release release, IReadOnlyList<Operation> operations)
    {
        Session session = new(release, [new NoRegisterFails()]);
        List<Operation> done = [];
        foreach (Operation operation in operations)
        {
            if (session.IsOver) break;
            int before = session.Steps;
            Failure? failure = session.Do(operation);
            if (session.Steps > before) done.Add(operation);
            if (failure is not null) return new HistoryResult(done, failure, 0);
        }

        return new HistoryResult(done, null, 0);
    }
}
