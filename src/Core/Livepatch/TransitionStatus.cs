using System;

namespace KlpShell.Core.Livepatch;

/// <summary>The transition that a kernel is in.</summary>
/// <param name="Patch">The patch.</param>
/// <param name="Patching">True when tasks go to the new code, false when they come back.</param>
/// <param name="Since">When it was started or turned round, in virtual time.</param>
/// <param name="Tries">How often the tasks were asked since then.</param>
/// <param name="Remaining">How many tasks have still to switch, idle tasks included.</param>
public sealed record TransitionStatus(KlpPatch Patch, bool Patching, TimeSpan Since, int Tries, int Remaining);
