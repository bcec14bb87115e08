using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A task that holds a transition up, as it was at one moment.</summary>
public sealed record StalledTaskInfo : INamed
{
    /// <summary>Its process id.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>The same, by which other cmdlets take it from the pipeline.</summary>
    public string Task => ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Its command name.</summary>
    public string Command { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>Why it can't switch.</summary>
    public StallReason Reason { get; internal init; }

    /// <summary>The function that is in the way, by its old name; null for the other reasons.</summary>
    public string? Function { get; internal init; }

    /// <summary>What it is doing.</summary>
    public TaskState State { get; internal init; }

    /// <summary>Since when it has been where it is, in virtual time since boot.</summary>
    public TimeSpan Since { get; internal init; }

    /// <summary>The functions that it is in, innermost first.</summary>
    public IReadOnlyList<string> Stack { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ProcessId} ({Command}) {What()} since {Since.TotalSeconds:F3} s{(Stack.Count == 0 ? "" : ", now in " + Stack[0])}");

    string? INamed.NameFor(string kind) => kind == "Task" ? Task : null;

    private string What() => Reason switch
    {
        StallReason.Running => "runs",
        StallReason.UnreliableStack => "has an unreliable stack",
        _ => $"sleeps on function {Function}",
    };
}
