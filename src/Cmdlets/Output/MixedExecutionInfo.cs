using System.Collections.Generic;

namespace KlpShell;

/// <summary>One call in which old and new code of one patch ran together.</summary>
public sealed record MixedExecutionInfo
{
    /// <summary>The patch.</summary>
    public required string Patch { get; init; }

    /// <summary>The task's process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The task's command name.</summary>
    public required string Command { get; init; }

    /// <summary>Which of the task's calls it was, from 1.</summary>
    public required long Call { get; init; }

    /// <summary>The patched functions whose old code ran.</summary>
    public required IReadOnlyList<string> Old { get; init; }

    /// <summary>The patched functions whose new code ran.</summary>
    public required IReadOnlyList<string> New { get; init; }

    /// <summary>What the author says of each, as <c>function: reason</c>.</summary>
    public required IReadOnlyList<string> SafeBecause { get; init; }

    /// <summary>True when the author gave a reason for one of the functions.</summary>
    public bool Explained => SafeBecause.Count > 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Command} ({ProcessId}) ran the old {string.Join(", ", Old)} and the new {string.Join(", ", New)} of {Patch}";
}
