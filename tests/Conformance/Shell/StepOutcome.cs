using System.Collections.Immutable;

namespace KlpShell.Conformance.Shell;

/// <summary>What a command line came to.</summary>
/// <param name="ExitStatus">Its exit status.</param>
/// <param name="Output">Standard output and standard error together, line by line.</param>
/// <param name="Killed">True when the shell itself was killed.</param>
internal sealed record StepOutcome(int ExitStatus, ImmutableArray<string> Output, bool Killed);
