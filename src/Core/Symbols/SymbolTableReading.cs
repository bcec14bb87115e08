using System.Collections.Generic;

namespace KlpShell.Core.Symbols;

/// <summary>What came of reading a symbol table.</summary>
/// <param name="Table">The table; null when the file was refused, with the reason the last of <paramref name="Problems"/>.</param>
/// <param name="Problems">What was wrong, in the order of the file; at most <see cref="SymbolTableLimits.MaxProblems"/> bad lines, and the reason of a refusal.</param>
/// <param name="Lines">Lines that were read, bad ones included.</param>
public sealed record SymbolTableReading(SymbolTable? Table, IReadOnlyList<SymbolTableProblem> Problems, int Lines)
{
    /// <summary>All problems, with those that were counted but not kept.</summary>
    public int ProblemCount { get; init; } = Problems.Count;
}
