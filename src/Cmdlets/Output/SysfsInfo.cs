namespace KlpShell;

/// <summary>A file or directory of a kernel as it was at one moment.</summary>
public sealed record SysfsInfo : INamed
{
    /// <summary>The whole path.</summary>
    public required string Path { get; init; }

    /// <summary>Its name in its directory.</summary>
    public required string Name { get; init; }

    /// <summary>The kernel that it is in.</summary>
    public required string Kernel { get; init; }

    /// <summary>True for a directory.</summary>
    public required bool IsDirectory { get; init; }

    /// <summary>The permission bits in octal, such as 0644.</summary>
    public required string Mode { get; init; }

    /// <summary>What the file says, without its last newline; null for a directory and for what can't be read.</summary>
    public required string? Value { get; init; }

    string? INamed.NameFor(string kind) => kind == "Path" ? Path : null;
}
