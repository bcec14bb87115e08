using System.Collections.Immutable;
using System.Linq;

namespace KlpShell.Core.Abi.Writing;

/// <summary>What a move would do.</summary>
/// <param name="Before">The entry where it is.</param>
/// <param name="After">The entry where it would be, as it would be read.</param>
/// <param name="Findings">What the rules say.</param>
/// <param name="Told">Who must be told: the users, then the contacts, each once.</param>
/// <param name="Edits">The files to write.</param>
public sealed record AbiMovePlan(AbiEntry Before, AbiEntry After, ImmutableArray<AbiFinding> Findings, ImmutableArray<string> Told, ImmutableArray<AbiFileEdit> Edits)
{
    /// <summary>Whether no rule is broken.</summary>
    public bool IsAllowed => Findings.All(f => f.Severity != AbiSeverity.Error);
}
