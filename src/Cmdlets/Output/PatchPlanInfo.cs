using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>What an operation on a patch or module would do to a kernel, worked out on a copy, up to a time horizon.</summary>
public sealed record PatchPlanInfo : INamed
{
    /// <summary>The patch or module.</summary>
    public string Patch { get; internal init; } = "";

    /// <summary>The kernel.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>What is planned.</summary>
    public PlanOperation Operation { get; internal init; }

    /// <summary>What it would come to.</summary>
    public PlanOutcome Outcome { get; internal init; }

    /// <summary>True where it would be done, and over by the horizon, or is so already.</summary>
    public bool Succeeds => Outcome is PlanOutcome.Works or PlanOutcome.NothingToDo;

    /// <summary>True where the plan came to a script block, which it doesn't run.</summary>
    public bool Inexact => Outcome == PlanOutcome.Inexact;

    /// <summary>The id of the error that the operation would give; null where it would give none.</summary>
    public string? ErrorId { get; internal init; }

    /// <summary>The kernel's error number by name; None where it would refuse nothing.</summary>
    public Errno Errno { get; internal init; }

    /// <summary>The text of the error, the warning, or the note that the operation would give.</summary>
    public string? Message { get; internal init; }

    /// <summary>The checks that the kernel would make, in its order.</summary>
    public IReadOnlyList<PlanCheckInfo> Checks { get; internal init; } = [];

    /// <summary>The lines that would be logged up to the horizon, with their times.</summary>
    public IReadOnlyList<LogInfo> Log { get; internal init; } = [];

    /// <summary>What would become of files and directories up to the horizon.</summary>
    public IReadOnlyList<FileChangeInfo> Changes { get; internal init; } = [];

    /// <summary>When the transition would be over, in virtual time since boot; null where there is none, or where it stalls.</summary>
    public TimeSpan? TransitionEnds { get; internal init; }

    /// <summary>The tasks that would hold the transition up as it begins.</summary>
    public IReadOnlyList<StalledTaskInfo> HeldUpBy { get; internal init; } = [];

    /// <summary>The tasks that would still hold it up at the horizon.</summary>
    public IReadOnlyList<StalledTaskInfo> StalledTasks { get; internal init; } = [];

    /// <summary>The patches whose place would be taken.</summary>
    public IReadOnlyList<string> Replaces { get; internal init; } = [];

    /// <summary>Where it meets other patches, or other users of a function.</summary>
    public IReadOnlyList<PlanConflictInfo> Conflicts { get; internal init; } = [];

    /// <summary>What the rules of the ABI say of the entries that the patch touches.</summary>
    public IReadOnlyList<AbiFindingInfo> AbiFindings { get; internal init; } = [];

    /// <summary>The tasks that are in code which the patch replaces, in a release that doesn't wait for them: they go on in it.</summary>
    public IReadOnlyList<TaskInfo> TasksInOldCode { get; internal init; } = [];

    /// <summary>The calls up to the horizon in which old and new code of one patch would run together.</summary>
    public IReadOnlyList<MixedExecutionInfo> MixedExecutions { get; internal init; } = [];

    /// <summary>The patch as it would be at the horizon; null where the kernel wouldn't list it.</summary>
    public PatchInfo? Result { get; internal init; }

    /// <summary>Why the kernel would be tainted at the horizon, as letters.</summary>
    public string TaintLetters { get; internal init; } = "";

    /// <summary>The taint that would be new.</summary>
    public string NewTaint { get; internal init; } = "";

    /// <summary>The virtual time for which the plan is made.</summary>
    public TimeSpan Time { get; internal init; }

    /// <summary>Up to when the plan looks, in virtual time since boot.</summary>
    public TimeSpan Horizon { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Operation} {Patch}: {Outcome}{(ErrorId is null ? "" : $" ({ErrorId})")}";

    string? INamed.NameFor(string kind) => kind is "Patch" or "Module" ? Patch : null;
}
