using KlpShell.Core.Abi;

namespace KlpShell.Documents;

/// <summary>A set of entries and where it came from.</summary>
/// <param name="Set">The entries.</param>
/// <param name="Path">What a person calls it.</param>
internal sealed record AbiHandle(AbiSet Set, string Path)
{
    /// <summary>The folder that the entries' files lie below; null when they can't be written back.</summary>
    public string? Root { get; init; }

    /// <summary>The revision that was read; null for what is on the disk.</summary>
    public string? Revision { get; init; }

    /// <summary>The path on the host of a file as entries name it.</summary>
    public string? HostPath(string file) => Root is null ? null : System.IO.Path.GetFullPath(file, Root);
}
