using System;
using System.Collections.Immutable;

namespace KlpShell.Core.Abi;

/// <summary>The place of an entry in the file that it was read from.</summary>
/// <param name="Document">The file.</param>
/// <param name="Span">Its bytes: from its first tag to the first tag of the next entry, or to the end of the file.</param>
/// <param name="Fields">Its fields in the order of the file, those said twice included.</param>
public sealed record AbiSource(AbiDocument Document, AbiSpan Span, ImmutableArray<AbiField> Fields)
{
    /// <summary>Names that stand on a line of their own below a <c>What:</c>, without a tag.</summary>
    public ImmutableArray<string> ContinuedNames { get; init; } = [];

    /// <summary>The entry's own bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Document.Bytes.Span.Slice(Span.Start, Span.Length);

    /// <summary>Compared by identity: two files that read alike are still two.</summary>
    public bool Equals(AbiSource? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Document.GetHashCode() ^ Span.Start;
}
