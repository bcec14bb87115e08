namespace KlpShell.Core.Machine.Bodies;

/// <summary>Looks a symbol up by name (kallsyms_lookup_name) and keeps its address in a variable of the module: how kGraft's patches reached what isn't exported.</summary>
/// <param name="Symbol">The name. The first of several wins, and a missing one gives 0, as in the kernel.</param>
/// <param name="Variable">The pointer variable of the function's own module.</param>
public sealed record LookupSymbolStep(string Symbol, string Variable) : Step;
