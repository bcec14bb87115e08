using System.Collections.Immutable;

namespace KlpShell.Core.Abi.Rules;

/// <summary>Findings after the known ones were taken out.</summary>
/// <param name="Open">Those that stand, with one for each suppression that is stale or cannot be read.</param>
/// <param name="Suppressed">The known ones, each with its reason.</param>
public sealed record AbiReport(ImmutableArray<AbiFinding> Open, ImmutableArray<AbiFinding> Suppressed);
