namespace KlpShell.Manifests.Symbols;

/// <summary>What a file is known by: while all three are the same, so is its content.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Written">When it was last written, in ticks.</param>
internal sealed record FileStamp(string Path, long Length, long Written);
