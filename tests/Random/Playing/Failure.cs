using KlpShell.Histories.Operations;

namespace KlpShell.Histories.Playing;

/// <summary>A broken invariant.</summary>
/// <param name="Number">The step after which it was broken, from 0.</param>
/// <param name="Invariant">Which invariant.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Operation">The step.</param>
internal sealed record Failure(int Number, string Invariant, string Problem, Operation Operation);
