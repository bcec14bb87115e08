using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A command with its words and redirections. Words of the form NAME=VALUE at its start are assignments.</summary>
/// <param name="Words">The words.</param>
/// <param name="Redirections">The redirections, in order.</param>
/// <param name="Source">How it was written.</param>
internal sealed record SimpleCommand(ImmutableArray<Token> Words, ImmutableArray<Redirection> Redirections, string Source) : Node(Source);
