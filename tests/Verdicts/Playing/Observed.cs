using System.Collections.Generic;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts.Playing;

/// <summary>What a command came to in the simulated kernel.</summary>
/// <param name="Exit">The command's exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errno">The errno of the system call; null where it succeeded, or where nothing was recorded.</param>
/// <param name="Log">What was logged.</param>
public sealed record Observed(int Exit, IReadOnlyList<string> Output, int? Errno, IReadOnlyList<LogLine> Log);
