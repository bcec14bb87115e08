using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Hosts;

namespace KlpShell;

/// <summary>A task that a captured host's transition waits for.</summary>
public sealed record HostTaskInfo : INamed
{
    /// <summary>Its thread id.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>The same, by which other cmdlets take it from the pipeline.</summary>
    public string Task => ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The process that the thread belongs to.</summary>
    public int ThreadGroup { get; internal init; }

    /// <summary>Its command name.</summary>
    public string Command { get; internal init; } = "";

    /// <summary>The simulated kernel; null where none was made.</summary>
    public string? Kernel { get; internal init; }

    /// <summary>The patch in transition.</summary>
    public string Patch { get; internal init; } = "";

    /// <summary>Which side it is on: 0 unpatched, 1 patched.</summary>
    public int PatchState { get; internal init; }

    /// <summary>Which side it has to go to.</summary>
    public int Target { get; internal init; }

    /// <summary>Why it hasn't.</summary>
    public HostStall Reason { get; internal init; }

    /// <summary>The function in the way, by the name of the one that the patch replaces; null for none.</summary>
    public string? Function { get; internal init; }

    /// <summary>The line of its stack that is in the way; null for none.</summary>
    public string? Frame { get; internal init; }

    /// <summary>Since when the transition waits, in time since boot; null where the log doesn't tell.</summary>
    public TimeSpan? Since { get; internal init; }

    /// <summary>For how long it has waited; null where that isn't known.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>Its stack, innermost function first; empty where it wasn't captured, or the task was in user space.</summary>
    public IReadOnlyList<string> Stack { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ProcessId} ({Command}) {What()}{(Duration is { } lasts ? $", for {lasts.TotalSeconds:F0} s" : "")}");

    string? INamed.NameFor(string kind) => kind switch
    {
        "Task" => Task,
        "Patch" => Patch,
        _ => null,
    };

    private string What() => Reason switch
    {
        HostStall.SleepsOnFunction => $"sleeps on function {Function}, in {Frame}",
        HostStall.Runs => "runs",
        HostStall.NotBlocked => "is blocked by nothing on its stack",
        _ => "has no captured stack",
    };
}
