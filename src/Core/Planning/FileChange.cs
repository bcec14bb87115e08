namespace KlpShell.Core.Planning;

/// <summary>What an operation does to one file or directory.</summary>
/// <param name="Path">The whole path.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Before">What it said before; null for a directory, for what can't be read, and for what wasn't there.</param>
/// <param name="After">What it says afterwards, likewise.</param>
public sealed record FileChange(string Path, FileChangeKind Kind, string? Before, string? After);
