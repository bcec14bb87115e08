using System;

namespace KlpShell.Core.Machine;

/// <summary>Unwinds an entrance whose task was killed while it ran a body; the log has it already. It never leaves Core.</summary>
internal sealed class KilledException() : Exception("The task was killed.");
