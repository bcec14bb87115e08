using System.Collections.Immutable;

namespace KlpShell.Core.Execution;

/// <summary>
/// One call, from its entrance into the kernel to its return, in which old and new code of one patch ran: the caveat that the
/// original commit states and leaves to the author of the patch.
/// </summary>
/// <param name="Patch">The patch.</param>
/// <param name="Pid">The task.</param>
/// <param name="Comm">Its command name.</param>
/// <param name="Call">Which of the task's outermost calls it was, counted from 1.</param>
/// <param name="Old">The patched functions whose old code ran.</param>
/// <param name="New">The patched functions whose new code ran.</param>
/// <param name="SafeBecause">What the author says of each of them, as <c>function: reason</c>; empty where nothing was said.</param>
public sealed record MixedExecution(
    string Patch,
    int Pid,
    string Comm,
    long Call,
    ImmutableArray<string> Old,
    ImmutableArray<string> New,
    ImmutableArray<string> SafeBecause);
