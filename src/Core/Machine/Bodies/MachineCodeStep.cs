namespace KlpShell.Core.Machine.Bodies;

/// <summary>
/// Machine code at an address of a module that was read from a file. It is followed instruction by instruction, as far as the simulator
/// knows them and what they call; where it doesn't, the function counts as one that returns 0, and a note says so.
/// </summary>
/// <param name="Address">Where it begins.</param>
public sealed record MachineCodeStep(ulong Address) : Step;
