using System;

namespace KlpShell.Core.Abi.Writing;

/// <summary>What a file is to become.</summary>
/// <param name="Path">The file, as the entries name it.</param>
/// <param name="Before">Its bytes now; null when it is to be made.</param>
/// <param name="After">Its bytes then; null when nothing is left in it and it goes.</param>
public sealed record AbiFileEdit(string Path, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? After);
