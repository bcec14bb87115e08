using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>if CONDITION; then BODY; elif ...; else OTHERWISE; fi.</summary>
/// <param name="Branches">Each condition, and what is done where it holds.</param>
/// <param name="Otherwise">What is done where none does; null for nothing.</param>
/// <param name="Source">How it was written.</param>
internal sealed record IfCommand(ImmutableArray<(CommandList Condition, CommandList Body)> Branches, CommandList? Otherwise, string Source) : Node(Source);
