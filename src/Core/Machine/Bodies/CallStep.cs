namespace KlpShell.Core.Machine.Bodies;

/// <summary>
/// Calls a function, through its text, so that ftrace and a live patch take part. The name is looked up in the caller's own
/// module first, then among the exported symbols, then in the whole symbol table, where it must be unique.
/// </summary>
/// <param name="Function">The function's name; for <paramref name="Indirect"/> the name of the variable that holds its address.</param>
/// <param name="Argument">The only argument that a simulated call carries.</param>
/// <param name="StoreTo">The local (0 to 7) that receives the value, or -1. It is the frame's result in any case.</param>
/// <param name="Indirect">True to call through a pointer in the module's data, as code does after a relocation or a kallsyms lookup.</param>
public sealed record CallStep(string Function, Operand Argument = default, int StoreTo = -1, bool Indirect = false) : Step;
