namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>Commands in braces or parentheses.</summary>
/// <param name="Body">The commands.</param>
/// <param name="Subshell">True for parentheses.</param>
/// <param name="Source">How it was written.</param>
internal sealed record Group(CommandList Body, bool Subshell, string Source) : Node(Source);
