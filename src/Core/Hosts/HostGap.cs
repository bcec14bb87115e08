namespace KlpShell.Core.Hosts;

/// <summary>Something of a host that was not captured, or can't be read.</summary>
/// <param name="Path">The file, where a <c>*</c> stands for one of many.</param>
/// <param name="Reason">Why, and what can't be said without it.</param>
/// <param name="Count">How many files of that form.</param>
public sealed record HostGap(string Path, string Reason, int Count = 1);
