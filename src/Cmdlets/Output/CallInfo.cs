using System.Collections.Generic;

namespace KlpShell;

/// <summary>What the call of a function came to.</summary>
public sealed record CallInfo : INamed
{
    /// <summary>The function that was called.</summary>
    public string Function { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>What it returned: a number, or a string.</summary>
    public object Value { get; internal init; } = "";

    /// <summary>What it printed into the file being read.</summary>
    public string Output { get; internal init; } = "";

    /// <summary>The function whose code ran in the end.</summary>
    public string Ran { get; internal init; } = "";

    /// <summary>The module that this code belongs to; vmlinux for the kernel's own.</summary>
    public string RanIn { get; internal init; } = "";

    /// <summary>True when a hook led the call to other code.</summary>
    public bool Redirected { get; internal init; }

    /// <summary>The task that called.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>The way that the call took, step by step; empty unless it was asked for.</summary>
    public IReadOnlyList<CallStepInfo> Trace { get; internal init; } = [];

    /// <summary>The lines that were logged meanwhile.</summary>
    public IReadOnlyList<string> Log { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Function;

    string? INamed.NameFor(string kind) => kind is "Function" or "Symbol" ? Function : null;
}
