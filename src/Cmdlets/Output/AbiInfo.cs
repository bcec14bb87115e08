using System.Collections.Generic;
using KlpShell.Core.Abi;
using KlpShell.Documents;

namespace KlpShell;

/// <summary>An entry of the ABI: an interface to user space, and what is promised of it.</summary>
public sealed record AbiInfo : INamed
{
    /// <summary>Its names, as written.</summary>
    public IReadOnlyList<string> What { get; internal init; } = [];

    /// <summary>How stable it is.</summary>
    public AbiLevel Level { get; internal init; }

    /// <summary>When it was added, as written.</summary>
    public string Date { get; internal init; } = "";

    /// <summary>The kernel that it first came with, as written.</summary>
    public string KernelVersion { get; internal init; } = "";

    /// <summary>Whom to ask.</summary>
    public IReadOnlyList<string> Contact { get; internal init; } = [];

    /// <summary>What it is and how it is used.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>Who must be told before it changes.</summary>
    public IReadOnlyList<string> Users { get; internal init; } = [];

    /// <summary>The file that it stands in.</summary>
    public string File { get; internal init; } = "";

    /// <summary>The line of the file where it begins.</summary>
    public int Line { get; internal init; }

    internal AbiEntry Entry { get; init; } = null!;

    internal AbiHandle Handle { get; init; } = null!;

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", What);

    string? INamed.NameFor(string kind) => kind == "Abi" && What.Count > 0 ? What[0] : null;
}
