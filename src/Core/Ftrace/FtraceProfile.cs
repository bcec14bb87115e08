namespace KlpShell.Core.Ftrace;

/// <summary>What differs between the ftrace of two releases.</summary>
/// <param name="PermanentGuard">True where kernel.ftrace_enabled can't be cleared under permanent ops (5.6 and later).</param>
public sealed record FtraceProfile(bool PermanentGuard);
