using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>How a kernel is doing, in one object: a verdict, and what it stands on.</summary>
public sealed record StatusInfo
{
    /// <summary>The kernel.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; internal init; }

    /// <summary>What is wrong, a sentence each, the worst first; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems { get; internal init; } = [];

    /// <summary>The transition that the kernel is in; null for none.</summary>
    public TransitionInfo? Transition { get; internal init; }

    /// <summary>The tasks that hold it up, with their stacks; no more than a hundred.</summary>
    public IReadOnlyList<StalledTaskInfo> StalledTasks { get; internal init; } = [];

    /// <summary>The patches out of whose code tasks were forced, so that their modules stay for good.</summary>
    public IReadOnlyList<string> ForcedPatches { get; internal init; } = [];

    /// <summary>The registered patches.</summary>
    public IReadOnlyList<PatchInfo> Patches { get; internal init; } = [];

    /// <summary>The functions that a patch replaces or a hook sees.</summary>
    public IReadOnlyList<FunctionInfo> Functions { get; internal init; } = [];

    /// <summary>The CVEs that the enabled patches mend.</summary>
    public IReadOnlyList<string> Cves { get; internal init; } = [];

    /// <summary>The calls in which old and new code of one patch ran together.</summary>
    public IReadOnlyList<MixedExecutionInfo> MixedExecutions { get; internal init; } = [];

    /// <summary>The tasks that wait for what can't be told to come.</summary>
    public IReadOnlyList<TaskInfo> WaitingTasks { get; internal init; } = [];

    /// <summary>The tasks that were killed by an oops.</summary>
    public IReadOnlyList<TaskInfo> DeadTasks { get; internal init; } = [];

    /// <summary>Why the kernel is tainted.</summary>
    public TaintFlags Taint { get; internal init; }

    /// <summary>The same as letters.</summary>
    public string TaintLetters { get; internal init; } = "";

    /// <summary>True while ftrace is on; while it is off no patch has any effect.</summary>
    public bool FtraceEnabled { get; internal init; }

    /// <summary>True once the kernel has corrupted its memory.</summary>
    public bool Corrupted { get; internal init; }

    /// <summary>Virtual time since boot.</summary>
    public TimeSpan Time { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kernel}: {Verdict}";
}
