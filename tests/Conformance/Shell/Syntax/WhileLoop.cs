namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>while CONDITION; do BODY; done, or until.</summary>
/// <param name="Condition">What is asked before each round.</param>
/// <param name="Body">What is done each time.</param>
/// <param name="Until">True for until.</param>
/// <param name="Source">How it was written.</param>
internal sealed record WhileLoop(CommandList Condition, CommandList Body, bool Until, string Source) : Node(Source);
