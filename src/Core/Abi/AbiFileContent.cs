using System;

namespace KlpShell.Core.Abi;

/// <summary>A file that was read, or the reason why it could not be.</summary>
/// <param name="Path">How it is called in findings.</param>
/// <param name="Bytes">The whole of it.</param>
/// <param name="Problem">Why it could not be read; null when it was.</param>
public readonly record struct AbiFileContent(string Path, ReadOnlyMemory<byte> Bytes, string? Problem = null);
