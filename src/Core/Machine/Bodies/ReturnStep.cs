namespace KlpShell.Core.Machine.Bodies;

/// <summary>Leaves the function with a value. A body that runs to its end returns 0.</summary>
/// <param name="Value">What to return.</param>
public sealed record ReturnStep(Operand Value) : Step;
