using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A check that the kernel would make, and what it would say.</summary>
public sealed record PlanCheckInfo
{
    /// <summary>Its name: the id of the error that it gives where it refuses.</summary>
    public string Check { get; internal init; } = "";

    /// <summary>What it looks at; null where that has no name.</summary>
    public string? Subject { get; internal init; }

    /// <summary>True where it lets the operation pass.</summary>
    public bool Passed { get; internal init; }

    /// <summary>The errno that it refuses with; None where it passes, or where the refusal isn't what is handed on.</summary>
    public Errno Errno { get; internal init; }

    /// <summary>The lines that would be logged between it and the next check.</summary>
    public IReadOnlyList<string> LogLines { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Check}{(Subject is null ? "" : $" ({Subject})")}: {(Passed ? "passed" : Errno == Errno.None ? "refused" : $"refused, {Errno}")}";
}
