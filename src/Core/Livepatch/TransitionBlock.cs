using System;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>A task that a transition waits for.</summary>
/// <param name="Pid">The task.</param>
/// <param name="Comm">Its command name.</param>
/// <param name="Errno">Why it can't switch: -EBUSY it runs, -EINVAL its stack can't be trusted, -EADDRINUSE it is in a function that is in the way (klp_check_and_switch_task).</param>
/// <param name="Function">That function's old name; null for the other causes.</param>
/// <param name="Since">Since when the task has been where it is, in virtual time.</param>
public sealed record TransitionBlock(int Pid, string Comm, Errno Errno, string? Function, TimeSpan Since);
