namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A pipeline in a list, and how it hangs on what went before.</summary>
/// <param name="Operator">; runs it in any case, &amp;&amp; after a success, || after a failure.</param>
/// <param name="Pipeline">The pipeline.</param>
internal sealed record ListItem(string Operator, Pipeline Pipeline)
{
    /// <summary>True where an ampersand stands behind it: the shell doesn't wait for it.</summary>
    public bool Background { get; init; }
}
