namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A redirection of a descriptor.</summary>
/// <param name="Descriptor">The descriptor that is redirected.</param>
/// <param name="Operator">One of &lt; &gt; &gt;&gt; &lt;&amp; &gt;&amp;.</param>
/// <param name="Target">The file, the other descriptor, or a dash.</param>
internal sealed record Redirection(int Descriptor, string Operator, Token Target);
