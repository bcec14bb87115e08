using System.Collections.Immutable;

namespace KlpShell.Conformance.Scenarios;

/// <summary>A command, and what it came to.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Command">The command, as it was typed.</param>
/// <param name="ExitStatus">Its exit status; null where the shell died before there was one.</param>
/// <param name="Output">Standard output and standard error together; default where it was lost.</param>
/// <param name="Log">What the kernel logged from the command's beginning to the next one's.</param>
/// <param name="Killed">True when it took the scenario's shell with it.</param>
public sealed record StepEvent(
    int Number,
    string Command,
    int? ExitStatus,
    ImmutableArray<string> Output,
    ImmutableArray<LogLine> Log,
    bool Killed) : ScenarioEvent;
