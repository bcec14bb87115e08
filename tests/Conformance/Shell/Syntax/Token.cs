using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A token of the shell's language: a word, or an operator.</summary>
/// <param name="Operator">The operator, or null for a word.</param>
/// <param name="Word">The pieces of a word.</param>
/// <param name="Descriptor">The number before a redirection, or -1.</param>
/// <param name="Start">Where it begins in the command.</param>
/// <param name="End">Where it ends.</param>
internal sealed record Token(string? Operator, ImmutableArray<WordPart> Word, int Descriptor, int Start, int End)
{
    /// <summary>The word's text where it is plain and unquoted, else null: what may be a keyword.</summary>
    public string? Plain => Operator is null && Word is [{ Kind: WordPartKind.Text, Quoted: false } only] ? only.Text : null;
}
