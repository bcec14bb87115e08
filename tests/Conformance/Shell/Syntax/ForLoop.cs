using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>for NAME in WORDS; do BODY; done.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Words">What it goes through.</param>
/// <param name="Body">What is done each time.</param>
/// <param name="Source">How it was written.</param>
internal sealed record ForLoop(string Variable, ImmutableArray<Token> Words, CommandList Body, string Source) : Node(Source);
