using System;

namespace KlpShell.Core.Machine;

/// <summary>
/// Somebody outside asked for an entrance to end (<see cref="Kernel.Interrupted"/>). The kernel is in the middle of it, and of no further
/// use: whoever may ask holds a clone from before.
/// </summary>
public sealed class InterruptedException() : Exception("The kernel was interrupted in the middle of an entrance.");
