using System;

namespace KlpShell;

/// <summary>What a script block that stands in for a function knows of the call, as <c>$_</c>.</summary>
public sealed record CallContext
{
    /// <summary>The function that was called.</summary>
    public string Function { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>What it was called with: a number or a string.</summary>
    public object? Argument { get; internal init; }

    /// <summary>The task that called it.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>That task's command name.</summary>
    public string Command { get; internal init; } = "";

    /// <summary>When, in virtual time since boot.</summary>
    public TimeSpan Time { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Function}({Argument})";
}
