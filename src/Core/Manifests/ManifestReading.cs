using System.Collections.Generic;

namespace KlpShell.Core.Manifests;

/// <summary>What came of reading a manifest file.</summary>
/// <param name="Documents">The documents in which nothing is wrong, in the order of the file.</param>
/// <param name="Problems">What is wrong, in the order of the file; the number kept is limited.</param>
public sealed record ManifestReading(IReadOnlyList<ManifestDocument> Documents, IReadOnlyList<ManifestProblem> Problems)
{
    /// <summary>All problems, with those that were counted but not kept.</summary>
    public int ProblemCount { get; init; } = Problems.Count;

    /// <summary>True when nothing is wrong with any document.</summary>
    public bool Succeeded => ProblemCount == 0;
}
