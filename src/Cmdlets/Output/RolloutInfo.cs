using System;
using System.Collections.Generic;

namespace KlpShell;

/// <summary>Why a patch's transition wasn't over in time, and what was done about it.</summary>
public sealed record RolloutInfo : INamed
{
    /// <summary>The patch.</summary>
    public string Patch { get; internal init; } = "";

    /// <summary>The kernel.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>How it ended.</summary>
    public RolloutOutcome Outcome { get; internal init; }

    /// <summary>The text of the error that came with it.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The tasks that held the transition up when the time was over, with their stacks; where the way back isn't over, those that hold that up.</summary>
    public IReadOnlyList<StalledTaskInfo> StalledTasks { get; internal init; } = [];

    /// <summary>When the waiting began, in virtual time since boot.</summary>
    public TimeSpan Started { get; internal init; }

    /// <summary>When it ended.</summary>
    public TimeSpan Ended { get; internal init; }

    /// <summary>How often the kernel had asked the tasks before the time was over.</summary>
    public int Tries { get; internal init; }

    /// <summary>The limit, in virtual time; the way back was given as much again.</summary>
    public TimeSpan Timeout { get; internal init; }

    /// <summary>True where the module that was loaded for the patch was taken out again.</summary>
    public bool ModuleRemoved { get; internal init; }

    /// <summary>The lines that were logged meanwhile.</summary>
    public IReadOnlyList<string> LogLines { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Patch}: {Outcome}";

    string? INamed.NameFor(string kind) => kind is "Patch" or "Module" ? Patch : null;
}
