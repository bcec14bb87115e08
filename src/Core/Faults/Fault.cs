using KlpShell.Core.Machine;

namespace KlpShell.Core.Faults;

/// <summary>One failure to come.</summary>
/// <param name="Point">The place.</param>
/// <param name="Count">Which time it fails, counted from 1 and from when the fault was planned.</param>
/// <param name="Errno">With what.</param>
internal readonly record struct Fault(FaultPoint Point, int Count, Errno Errno);
