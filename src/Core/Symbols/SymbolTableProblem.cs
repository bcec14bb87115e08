namespace KlpShell.Core.Symbols;

/// <summary>One thing that is wrong with a file of symbols.</summary>
/// <param name="Line">The line, from 1; 0 when it is the whole file.</param>
/// <param name="Column">The byte in the line, from 1; 0 when it is the whole line or file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Message">What was found, what was expected, and what to do.</param>
public sealed record SymbolTableProblem(int Line, int Column, SymbolTableProblemKind Kind, string Message);
