using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>Commands, one after the other.</summary>
/// <param name="Items">The commands.</param>
internal sealed record CommandList(ImmutableArray<ListItem> Items);
