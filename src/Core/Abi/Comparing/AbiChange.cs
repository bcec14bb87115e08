using System.Collections.Immutable;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>One change between two sets.</summary>
/// <param name="Kind">What became of the name.</param>
/// <param name="What">The name; of an entry that changed, its first.</param>
/// <param name="Before">The entry in the reference; null when it is new.</param>
/// <param name="After">The entry in the difference; null when it is gone.</param>
public sealed record AbiChange(AbiChangeKind Kind, string What, AbiEntry? Before, AbiEntry? After)
{
    /// <summary>The fields that differ.</summary>
    public ImmutableArray<AbiFieldKind> Fields { get; init; } = [];

    /// <summary>The new spelling, or a new name that seems to be the same interface; empty when there is none.</summary>
    public string NewName { get; init; } = "";

    /// <summary>How alike the gone and the proposed name are, from 0 to 1.</summary>
    public double Similarity { get; init; }

    /// <summary>The rules that have something to say of it.</summary>
    public ImmutableArray<AbiFinding> Findings { get; init; } = [];

    /// <summary>The level before; null when it is new.</summary>
    public AbiLevel? From => Before?.Level;

    /// <summary>The level after; null when it is gone.</summary>
    public AbiLevel? To => After?.Level;

    /// <summary>What the README says of it.</summary>
    public AbiVerdict Verdict
    {
        get
        {
            var verdict = AbiVerdict.Allowed;
            foreach (AbiFinding finding in Findings)
            {
                if (finding.Severity == AbiSeverity.Error)
                    return AbiVerdict.Breach;
                if (finding.Severity == AbiSeverity.Warning)
                    verdict = AbiVerdict.Unclear;
            }
            return verdict;
        }
    }
}
