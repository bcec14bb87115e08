namespace KlpShell.Core.Machine.Bodies;

/// <summary>Goes on with the next step when the operand is true, else with another one.</summary>
/// <param name="Condition">What is tested.</param>
/// <param name="Otherwise">The index of the step to go on with when it is false.</param>
public sealed record BranchStep(Operand Condition, int Otherwise) : Step;
