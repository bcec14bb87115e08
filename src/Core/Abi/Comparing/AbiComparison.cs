using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>What is different between two sets.</summary>
/// <param name="Changes">Every change, in the order of the names.</param>
public sealed record AbiComparison(ImmutableArray<AbiChange> Changes)
{
    /// <summary>The findings of all changes.</summary>
    public IEnumerable<AbiFinding> Findings => Changes.SelectMany(c => c.Findings);

    /// <summary>The changes of one kind.</summary>
    public IEnumerable<AbiChange> Of(AbiChangeKind kind) => Changes.Where(c => c.Kind == kind);
}
