namespace KlpShell.Core.Hosts;

/// <summary>A kind of difference between a host and what is expected of it.</summary>
/// <param name="Id">The stable name.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Meaning">What it says, as a sentence.</param>
public sealed record HostRule(string Id, HostSeverity Severity, string Meaning);
