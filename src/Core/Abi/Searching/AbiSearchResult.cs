using System.Collections.Immutable;

namespace KlpShell.Core.Abi.Searching;

/// <summary>What a search found.</summary>
/// <param name="Entries">The entries: for a path the one that says most of it first, else in the order of the set.</param>
/// <param name="Problem">Why the search could not be done or had to stop; null when it was done.</param>
public sealed record AbiSearchResult(ImmutableArray<AbiEntry> Entries, string? Problem = null);
