using System;
using System.Globalization;
using KlpShell.Core.Livepatch;
using KlpShell.Session;

namespace KlpShell;

/// <summary>The transition that a kernel was in at one moment.</summary>
public sealed record TransitionInfo : INamed
{
    /// <summary>The patch.</summary>
    public string Patch { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>Where the tasks go: to the new code, or back.</summary>
    public KlpState Target { get; internal init; }

    /// <summary>When it was started, or turned round, in virtual time since boot.</summary>
    public TimeSpan Since { get; internal init; }

    /// <summary>How often the tasks were asked since then.</summary>
    public int Tries { get; internal init; }

    /// <summary>How many tasks have still to switch, idle tasks included.</summary>
    public int Remaining { get; internal init; }

    /// <summary>How many tasks there are, idle tasks included.</summary>
    public int Total { get; internal init; }

    /// <summary>What time it was, in virtual time since boot.</summary>
    public TimeSpan Time { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Patch}: {(Target == KlpState.Enabled ? "patching" : "unpatching")} since {Since.TotalSeconds:F3} s, {Transitions.Left(Remaining)}");

    string? INamed.NameFor(string kind) => kind is "Patch" or "Module" ? Patch : null;
}
