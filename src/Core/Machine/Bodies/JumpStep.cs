namespace KlpShell.Core.Machine.Bodies;

/// <summary>Goes on with another step.</summary>
/// <param name="Target">Its index. A jump backwards ends the run when it never leaves the loop without sleeping.</param>
public sealed record JumpStep(int Target) : Step;
