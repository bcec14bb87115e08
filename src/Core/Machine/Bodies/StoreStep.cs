namespace KlpShell.Core.Machine.Bodies;

/// <summary>Keeps a value in a local of the frame.</summary>
/// <param name="Local">The local, 0 to 7.</param>
/// <param name="Value">What to keep.</param>
public sealed record StoreStep(int Local, Operand Value) : Step;
