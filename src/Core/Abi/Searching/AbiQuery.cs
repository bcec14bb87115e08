using System;
using System.Collections.Immutable;

namespace KlpShell.Core.Abi.Searching;

/// <summary>What is asked of entries. Everything that is given must hold; what is null or empty is not asked.</summary>
public sealed record AbiQuery
{
    /// <summary>A wildcard that one of the names must match whole; a name itself is the wildcard of that name.</summary>
    public string? What { get; init; }

    /// <summary>A regular expression that must be found in one of the names, whatever its case, as in the search of the kernel's tool.</summary>
    public string? Pattern { get; init; }

    /// <summary>A concrete path that one of the names must cover.</summary>
    public string? Path { get; init; }

    /// <summary>The levels, of which the entry has one.</summary>
    public ImmutableArray<AbiLevel> Levels { get; init; } = [];

    /// <summary>Text or wildcard in a contact.</summary>
    public string? Contact { get; init; }

    /// <summary>Text or wildcard in a user.</summary>
    public string? User { get; init; }

    /// <summary>Text that is found in the description or the names, whatever its case.</summary>
    public string? Text { get; init; }

    /// <summary>The oldest kernel version; entries whose version cannot be read are then left out.</summary>
    public AbiKernelVersion? Since { get; init; }

    /// <summary>The newest kernel version; entries whose version cannot be read are then left out.</summary>
    public AbiKernelVersion? Until { get; init; }

    /// <summary>How long one comparison with <see cref="Pattern"/> may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);
}
