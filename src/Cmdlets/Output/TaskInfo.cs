using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A task as it was at one moment.</summary>
public sealed record TaskInfo : INamed
{
    /// <summary>Its process id.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>The same, by which other cmdlets take it from the pipeline.</summary>
    public string Task => ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Its command name.</summary>
    public string Command { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>What sort of task it is.</summary>
    public TaskKind Kind { get; internal init; }

    /// <summary>What it is doing.</summary>
    public TaskState State { get; internal init; }

    /// <summary>Its side of a transition, as /proc/PID/patch_state has it: 0 the old code, 1 the new, -1 no transition; null where the release has none.</summary>
    public int? PatchState { get; internal init; }

    /// <summary>True while it has still to switch (TIF_PATCH_PENDING).</summary>
    public bool SwitchPending { get; internal init; }

    /// <summary>False where its stack can't be walked reliably, so that it holds transitions up while it is in the kernel.</summary>
    public bool ReliableStack { get; internal init; }

    /// <summary>True while a signal waits for it.</summary>
    public bool SignalPending { get; internal init; }

    /// <summary>The functions that it is in, innermost first, as /proc/PID/stack has them.</summary>
    public IReadOnlyList<string> Stack { get; internal init; } = [];

    /// <summary>Since when it has been in this state, in virtual time since boot.</summary>
    public TimeSpan Since { get; internal init; }

    /// <summary>When a sleep ends by itself; null where it doesn't.</summary>
    public TimeSpan? WakeAt { get; internal init; }

    /// <summary>The module's parameter that it waits for, as <c>module.parameter</c>; null where it doesn't.</summary>
    public string? WaitsFor { get; internal init; }

    /// <summary>What its functions have printed into the file that it reads.</summary>
    public string Output { get; internal init; } = "";

    /// <summary>What its last call from outside returned; null while it is in one, and where there was none.</summary>
    public object? Result { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Task} ({Command})";

    string? INamed.NameFor(string kind) => kind == "Task" ? Task : null;
}
