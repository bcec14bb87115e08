using System.Collections.Generic;

namespace KlpShell;

/// <summary>One call in which old and new code of one patch ran together.</summary>
public sealed record MixedExecutionInfo
{
    /// <summary>The patch.</summary>
    public string Patch { get; internal init; } = "";

    /// <summary>The task's process id.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>The task's command name.</summary>
    public string Command { get; internal init; } = "";

    /// <summary>Which of the task's calls it was, from 1.</summary>
    public long Call { get; internal init; }

    /// <summary>The patched functions whose old code ran.</summary>
    public IReadOnlyList<string> Old { get; internal init; } = [];

    /// <summary>The patched functions whose new code ran.</summary>
    public IReadOnlyList<string> New { get; internal init; } = [];

    /// <summary>What the author says of each, as <c>function: reason</c>.</summary>
    public IReadOnlyList<string> SafeBecause { get; internal init; } = [];

    /// <summary>True when the author gave a reason for one of the functions.</summary>
    public bool Explained => SafeBecause.Count > 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Command} ({ProcessId}) ran the old {string.Join(", ", Old)} and the new {string.Join(", ", New)} of {Patch}";
}
