using System.Collections.Generic;

namespace KlpShell;

/// <summary>What the call of a function came to.</summary>
public sealed record CallInfo : INamed
{
    /// <summary>The function that was called.</summary>
    public required string Function { get; init; }

    /// <summary>The kernel that it is in.</summary>
    public required string Kernel { get; init; }

    /// <summary>What it returned: a number, or a string.</summary>
    public required object Value { get; init; }

    /// <summary>What it printed into the file being read.</summary>
    public required string Output { get; init; }

    /// <summary>The function whose code ran in the end.</summary>
    public required string Ran { get; init; }

    /// <summary>The module that this code belongs to; vmlinux for the kernel's own.</summary>
    public required string RanIn { get; init; }

    /// <summary>True when a hook led the call to other code.</summary>
    public required bool Redirected { get; init; }

    /// <summary>The task that called.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The way that the call took, step by step; empty unless it was asked for.</summary>
    public required IReadOnlyList<CallStepInfo> Trace { get; init; }

    /// <summary>The lines that were logged meanwhile.</summary>
    public required IReadOnlyList<string> Log { get; init; }

    string? INamed.NameFor(string kind) => kind is "Function" or "Symbol" ? Function : null;
}
