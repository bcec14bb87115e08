using System.Collections.Immutable;

namespace KlpShell.Core.Abi;

/// <summary>One entry of the kernel's ABI documentation, or of a manifest: an interface to user space, and what is promised of it.</summary>
/// <param name="What">Its names, usually paths under /sys; one or several, as written.</param>
/// <param name="Level">How stable it is.</param>
public sealed record AbiEntry(ImmutableArray<string> What, AbiLevel Level)
{
    /// <summary>When it was added, as written: there is no one spelling of a date in the documents. Empty where nothing was said.</summary>
    public string Date { get; init; } = "";

    /// <summary>The kernel that the document says it came with, as written, such as <c>3.19.0</c>; empty where nothing was said.</summary>
    public string KernelVersion { get; init; } = "";

    /// <summary>Whom to ask: people and mailing lists.</summary>
    public ImmutableArray<string> Contact { get; init; } = [];

    /// <summary>What it is and how it behaves. May have several lines.</summary>
    public string Description { get; init; } = "";

    /// <summary>The programs that are known to use it, who must be told before it changes.</summary>
    public ImmutableArray<string> Users { get; init; } = [];

    /// <summary>The file that it was read from; empty for an entry that was made in memory.</summary>
    public string File { get; init; } = "";

    /// <summary>The line of that file where it begins, from 1; 0 where there is none.</summary>
    public int Line { get; init; }

    /// <summary>Where it stands byte for byte in the file that it was read from; null when it was not read from the kernel's text.</summary>
    public AbiSource? Source { get; init; }
}
