using System.Collections.Generic;

namespace KlpShell.Core.Symbols;

/// <summary>What came of reading a list of traceable functions.</summary>
/// <param name="Set">The set; null when the list was refused, with the reason the last of <paramref name="Problems"/>.</param>
/// <param name="Problems">What was wrong; a capped number of names that could not be placed, and the reason of a refusal.</param>
/// <param name="Lines">Lines that were read.</param>
public sealed record TraceableReading(TraceableSet? Set, IReadOnlyList<SymbolTableProblem> Problems, int Lines)
{
    /// <summary>All problems, with those that were counted but not kept.</summary>
    public int ProblemCount { get; init; } = Problems.Count;

    /// <summary>Lines that name a function of the table, each another one.</summary>
    public int Matched { get; init; }

    /// <summary>
    /// Lines that name a function once more: the code of an overridden weak function stays behind the function before it, and old
    /// kernels list its record under that one's name.
    /// </summary>
    public int Repeated { get; init; }

    /// <summary>
    /// Lines <c>__ftrace_invalid_address___N</c>, which newer kernels print for those records (<c>kernel/trace/ftrace.c</c>,
    /// <c>test_for_valid_rec</c>).
    /// </summary>
    public int Invalid { get; init; }

    /// <summary>Lines whose function was not found or could not be placed. Each is a problem too.</summary>
    public int Unmatched { get; init; }
}
