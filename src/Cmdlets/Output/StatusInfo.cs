using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>How a kernel is doing, in one object: a verdict, and what it stands on.</summary>
public sealed record StatusInfo
{
    /// <summary>The kernel.</summary>
    public required string Kernel { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What is wrong, a sentence each, the worst first; empty where nothing is.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The registered patches.</summary>
    public required IReadOnlyList<PatchInfo> Patches { get; init; }

    /// <summary>The functions that a patch replaces or a hook sees.</summary>
    public required IReadOnlyList<FunctionInfo> Functions { get; init; }

    /// <summary>The CVEs that the enabled patches mend.</summary>
    public required IReadOnlyList<string> Cves { get; init; }

    /// <summary>The calls in which old and new code of one patch ran together.</summary>
    public required IReadOnlyList<MixedExecutionInfo> MixedExecutions { get; init; }

    /// <summary>The tasks that wait for what can't be told to come.</summary>
    public required IReadOnlyList<TaskInfo> WaitingTasks { get; init; }

    /// <summary>The tasks that were killed by an oops.</summary>
    public required IReadOnlyList<TaskInfo> DeadTasks { get; init; }

    /// <summary>Why the kernel is tainted.</summary>
    public required TaintFlags Taint { get; init; }

    /// <summary>The same as letters.</summary>
    public required string TaintLetters { get; init; }

    /// <summary>True while ftrace is on; while it is off no patch has any effect.</summary>
    public required bool FtraceEnabled { get; init; }

    /// <summary>True once the kernel has corrupted its memory.</summary>
    public required bool Corrupted { get; init; }

    /// <summary>Virtual time since boot.</summary>
    public required TimeSpan Time { get; init; }
}
