namespace KlpShell.Core.Abi.Paths;

/// <summary>What lies in a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">Whether it is a folder, and no link to one.</param>
/// <param name="Target">What a symbolic link says that it leads to; null for a file or folder.</param>
internal readonly record struct AbiTreeItem(string Name, bool IsFolder, string? Target);
