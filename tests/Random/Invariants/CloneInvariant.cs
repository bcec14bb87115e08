using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>A clone equals its origin, and what it does from there on its origin doesn't see.</summary>
internal static class CloneInvariant
{
    /// <summary>What must hold, as a person says it.</summary>
    public const string Name = "a clone equals its origin and is independent";

    /// <summary>Clones a kernel, compares, lets the clone do much, and looks at the origin again.</summary>
    public static string? Check(Kernel kernel) => Check(kernel, kernel.Clone());

    /// <summary>The same for a clone that is there.</summary>
    public static string? Check(Kernel kernel, Kernel clone)
    {
        List<Fact> facts = Facts.Of(kernel, files: true);
        if (Compare(kernel, facts, clone, files: true) is { } problem) return problem;
        int lines = kernel.Log.Records.Count;
        TimeSpan now = kernel.Clock.Now;
        Exercise(clone);
        if (kernel.Clock.Now != now || kernel.Log.Records.Count != lines) return "the origin's time or log moved with its clone";
        foreach ((char sign, Fact fact) in Facts.Difference(facts, Facts.Of(kernel, files: true))) return $"the origin changed with its clone: {sign}{fact}";
        return null;
    }

    /// <summary>Compares two kernels: all facts, the time, and the end of the log.</summary>
    /// <param name="kernel">The one.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="other">The other.</param>
    /// <param name="files">True where the facts have files.</param>
    public static string? Compare(Kernel kernel, List<Fact> facts, Kernel other, bool files = false)
    {
        foreach ((char sign, Fact fact) in Facts.Difference(facts, Facts.Of(other, files))) return $"{sign}{fact}";
        if (kernel.Clock.Now != other.Clock.Now) return $"the clock says {other.Clock.Now}, the origin's {kernel.Clock.Now}";
        if (kernel.Log.NextSequence != other.Log.NextSequence) return "the logs differ in length";
        IReadOnlyList<LogRecord> mine = kernel.Log.Records;
        IReadOnlyList<LogRecord> theirs = other.Log.Records;
        for (int i = Math.Max(0, mine.Count - 20); i < mine.Count; i++)
        {
            if (mine[i] != theirs[i]) return $"the log says '{theirs[i].Text}', the origin's '{mine[i].Text}'";
        }

        return null;
    }

    private static void Exercise(Kernel clone)
    {
        clone.Step(TimeSpan.FromSeconds(3));
        foreach (Core.Modules.Module module in new List<Core.Modules.Module>(clone.Modules.All))
        {
            clone.WriteFile($"/sys/kernel/livepatch/{module.Name}/enabled", "0\n");
            clone.UnloadModule(module.Name);
        }

        clone.Call(clone.Symbols.AddressOf("sys_short"), "clone");
        clone.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n");
        clone.Livepatch.Shadow?.FreeAll(1);
        clone.AddTask("clone", TaskKind.User);
    }
}
