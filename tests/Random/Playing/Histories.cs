using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Histories.Generating;
using KlpShell.Histories.Invariants;
using KlpShell.Histories.Operations;

namespace KlpShell.Histories.Playing;

/// <summary>Makes and plays histories.</summary>
internal static class Histories
{
    /// <summary>The most steps of one history; many end before, where the kernel's memory is corrupt.</summary>
    public const int Length = 400;

    // Every so manieth history is played on a clone as well, step by step.
    private const int TwinEvery = 8;

    /// <summary>Makes a history by a seed, and plays it while it is made.</summary>
    /// <param name="release">The release.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="length">How many steps it has at most.</param>
    /// <param name="wanted">Which steps may be in it; null for all.</param>
    public static HistoryResult Random(Release release, int seed, int length = Length, Predicate<Operation>? wanted = null)
    {
        Generator generator = new(release, seed);
        Session session = new(release, AllInvariants.List, seed % TwinEvery == 0);
        return Run(session, Steps());

        IEnumerable<Operation> Steps()
        {
            while (session.Steps < length)
            {
                Operation operation = generator.Next(session.Kernel);
                if (wanted?.Invoke(operation) != false) yield return operation;
            }
        }
    }

    /// <summary>Plays steps that are given.</summary>
    public static HistoryResult Play(Release release, IReadOnlyList<Operation> operations, bool withTwin = true) =>
        Run(new Session(release, AllInvariants.List, withTwin), operations);

    private static HistoryResult Run(Session session, IEnumerable<Operation> operations)
    {
        List<Operation> done = [];
        foreach (Operation operation in operations)
        {
            if (session.IsOver) break;
            int before = session.Steps;
            Failure? failure;
            try
            {
                failure = session.Do(operation);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                failure = new Failure(before, "the simulator answers, and throws nothing", error.ToString(), operation);
            }

            if (session.Steps > before) done.Add(operation);
            if (failure is not null) return new HistoryResult(done, failure, session.Reference.Executions.Count);
        }

        return new HistoryResult(done, null, session.Reference.Executions.Count);
    }
}
