using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>Commands whose outputs are the next one's inputs.</summary>
/// <param name="Elements">The commands.</param>
/// <param name="Negated">True behind an exclamation mark.</param>
/// <param name="Source">How it was written.</param>
internal sealed record Pipeline(ImmutableArray<Node> Elements, bool Negated, string Source) : Node(Source);
