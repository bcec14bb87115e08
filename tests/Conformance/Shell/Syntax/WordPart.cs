namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A piece of a word.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text itself, the variable's name, or the command between the parentheses.</param>
/// <param name="Quoted">True where blanks and wildcards in it mean themselves.</param>
internal sealed record WordPart(WordPartKind Kind, string Text, bool Quoted);
