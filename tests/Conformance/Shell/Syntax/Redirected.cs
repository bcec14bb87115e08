using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A loop, a group and the like with redirections behind it.</summary>
/// <param name="Body">The command.</param>
/// <param name="Redirections">The redirections, in order.</param>
/// <param name="Source">How it was written.</param>
internal sealed record Redirected(Node Body, ImmutableArray<Redirection> Redirections, string Source) : Node(Source);
