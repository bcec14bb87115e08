namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>NAME() BODY: from now on a command of that name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Body">What it does.</param>
/// <param name="Source">How it was written.</param>
internal sealed record FunctionNode(string Name, Node Body, string Source) : Node(Source);
