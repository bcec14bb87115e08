using System;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>One thing that happened to a kernel: what was done to it from outside, or a line that it logged.</summary>
public sealed record TimelineInfo : INamed
{
    /// <summary>When, in virtual time since boot.</summary>
    public TimeSpan Time { get; internal init; }

    /// <summary>How long it took, in virtual time.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>What sort of thing it was.</summary>
    public TimelineKind Kind { get; internal init; }

    /// <summary>What was done, as one would type it at a shell; or the line of the log. Control characters are written out.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>The patch that it is about; null where it is about none.</summary>
    public string? Patch { get; internal init; }

    /// <summary>Where that patch was in its life from here on; null where that didn't change.</summary>
    public PatchPhase? Phase { get; internal init; }

    /// <summary>False for what the kernel refused.</summary>
    public bool Succeeded { get; internal init; } = true;

    /// <summary>The errno of a refusal; None else.</summary>
    public Errno Errno { get; internal init; }

    /// <summary>Which check refused; None for no refusal.</summary>
    public Refusal Refusal { get; internal init; }

    /// <summary>The level of a log line; null for what is none.</summary>
    public LogLevel? Level { get; internal init; }

    /// <summary>The sequence number of a log line, or of the first line since; lines with one number or more were logged after.</summary>
    public long Sequence { get; internal init; }

    /// <summary>The kernel that it happened to.</summary>
    public string Kernel { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Time.TotalSeconds,12:F6}] {Text}");

    string? INamed.NameFor(string kind) => kind is "Patch" ? Patch : null;
}
