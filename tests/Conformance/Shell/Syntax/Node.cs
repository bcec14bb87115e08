namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A part of a parsed command.</summary>
/// <param name="Source">How it was written.</param>
internal abstract record Node(string Source);
