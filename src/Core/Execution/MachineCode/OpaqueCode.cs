namespace KlpShell.Core.Execution.MachineCode;

/// <summary>Machine code that was not followed to its end: what it would have done and returned isn't known, and 0 was taken.</summary>
/// <param name="Module">The module that it belongs to.</param>
/// <param name="Function">The function that was called.</param>
/// <param name="Address">Where it was left.</param>
/// <param name="Reason">Why.</param>
public sealed record OpaqueCode(string Module, string Function, ulong Address, string Reason);
