using System.Collections.Generic;
using KlpShell.Core.Abi;
using KlpShell.Documents;

namespace KlpShell;

/// <summary>An entry of the ABI: an interface to user space, and what is promised of it.</summary>
public sealed record AbiInfo : INamed
{
    /// <summary>Its names, as written.</summary>
    public required IReadOnlyList<string> What { get; init; }

    /// <summary>How stable it is.</summary>
    public required AbiLevel Level { get; init; }

    /// <summary>When it was added, as written.</summary>
    public required string Date { get; init; }

    /// <summary>The kernel that it first came with, as written.</summary>
    public required string KernelVersion { get; init; }

    /// <summary>Whom to ask.</summary>
    public required IReadOnlyList<string> Contact { get; init; }

    /// <summary>What it is and how it is used.</summary>
    public required string Description { get; init; }

    /// <summary>Who must be told before it changes.</summary>
    public required IReadOnlyList<string> Users { get; init; }

    /// <summary>The file that it stands in.</summary>
    public required string File { get; init; }

    /// <summary>The line of the file where it begins.</summary>
    public required int Line { get; init; }

    internal AbiEntry Entry { get; init; } = null!;

    internal AbiHandle Handle { get; init; } = null!;

    string? INamed.NameFor(string kind) => kind == "Abi" && What.Count > 0 ? What[0] : null;
}
