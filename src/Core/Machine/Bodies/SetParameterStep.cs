namespace KlpShell.Core.Machine.Bodies;

/// <summary>Sets a parameter of the function's own module, and wakes whoever waits for it.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Value">Its new value.</param>
public sealed record SetParameterStep(string Parameter, Operand Value) : Step;
