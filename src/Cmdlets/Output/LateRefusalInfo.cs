using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A module that would be refused when it comes, because of a live patch that is installed by then.</summary>
public sealed record LateRefusalInfo
{
    /// <summary>The module.</summary>
    public string Module { get; internal init; } = "";

    /// <summary>What its load comes back with.</summary>
    public Errno Errno { get; internal init; }

    /// <summary>The stable name of the check that refuses it.</summary>
    public string ErrorId { get; internal init; } = "";

    /// <summary>What fails the check.</summary>
    public string Subject { get; internal init; } = "";

    /// <summary>What is logged then; empty where the module's own file wasn't given.</summary>
    public IReadOnlyList<string> Log { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Module}: {ErrorId}";
}
