using System.Collections.Immutable;

namespace KlpShell.Core.Machine.Bodies;

/// <summary>Text with places for values: <c>{0}</c> is the first operand, <c>{{</c> a brace.</summary>
/// <param name="Format">The text.</param>
/// <param name="Operands">What fills the places.</param>
public sealed record Template(string Format, ImmutableArray<Operand> Operands)
{
    /// <summary>Text without places: braces in it stand for themselves.</summary>
    public static implicit operator Template(string text) => new(text, []);
}
