using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A task as it was at one moment.</summary>
public sealed record TaskInfo : INamed
{
    /// <summary>Its process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The same, by which other cmdlets take it from the pipeline.</summary>
    public string Task => ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Its command name.</summary>
    public required string Command { get; init; }

    /// <summary>The kernel that it is in.</summary>
    public required string Kernel { get; init; }

    /// <summary>What sort of task it is.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>What it is doing.</summary>
    public required TaskState State { get; init; }

    /// <summary>The functions that it is in, innermost first, as /proc/PID/stack has them.</summary>
    public required IReadOnlyList<string> Stack { get; init; }

    /// <summary>Since when it has been in this state, in virtual time since boot.</summary>
    public required TimeSpan Since { get; init; }

    /// <summary>When a sleep ends by itself; null where it doesn't.</summary>
    public required TimeSpan? WakeAt { get; init; }

    /// <summary>The module's parameter that it waits for, as <c>module.parameter</c>; null where it doesn't.</summary>
    public required string? WaitsFor { get; init; }

    /// <summary>What its last call from outside returned; null while it is in one, and where there was none.</summary>
    public required object? Result { get; init; }

    string? INamed.NameFor(string kind) => kind == "Task" ? Task : null;
}
