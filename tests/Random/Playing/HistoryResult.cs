using System.Collections.Generic;
using KlpShell.Histories.Operations;

namespace KlpShell.Histories.Playing;

/// <summary>What playing a history came to.</summary>
/// <param name="Operations">The steps that were done.</param>
/// <param name="Failure">What broke; null where everything held.</param>
/// <param name="Executions">How many executions of functions were checked.</param>
internal sealed record HistoryResult(IReadOnlyList<Operation> Operations, Failure? Failure, int Executions);
