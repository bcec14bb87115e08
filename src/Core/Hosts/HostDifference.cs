namespace KlpShell.Core.Hosts;

/// <summary>Something on a host that isn't as it is expected.</summary>
/// <param name="Rule">Which kind.</param>
/// <param name="Subject">The patch, function, module, task or file that it is about.</param>
/// <param name="Message">What is so, as a sentence.</param>
/// <param name="Expected">What was expected, short.</param>
/// <param name="Found">What was found, short.</param>
public sealed record HostDifference(HostRule Rule, string Subject, string Message, string Expected, string Found);
