namespace KlpShell.Core.Machine.Bodies;

/// <summary>
/// Runs code of the host in place of a simulated function: a script block, or a test's own module. It gets the kernel as an
/// argument and must keep none, so that it means the same in a clone. Plans never run it.
/// </summary>
/// <param name="Function">The code.</param>
public sealed record HostStep(HostFunction Function) : Step;
