using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>case WORD in PATTERN | PATTERN) BODY ;; ... esac.</summary>
/// <param name="Word">What is looked at.</param>
/// <param name="Branches">The patterns, and what is done where one of them fits.</param>
/// <param name="Source">How it was written.</param>
internal sealed record CaseCommand(Token Word, ImmutableArray<(ImmutableArray<Token> Patterns, CommandList Body)> Branches, string Source) : Node(Source);
