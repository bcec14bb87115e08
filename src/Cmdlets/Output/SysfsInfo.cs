namespace KlpShell;

/// <summary>A file or directory of a kernel as it was at one moment.</summary>
public sealed record SysfsInfo : INamed
{
    /// <summary>The whole path.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>Its name in its directory.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>True for a directory.</summary>
    public bool IsDirectory { get; internal init; }

    /// <summary>The permission bits in octal, such as 0644.</summary>
    public string Mode { get; internal init; } = "";

    /// <summary>What the file says, without its last newline; null for a directory and for what can't be read.</summary>
    public string? Value { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Path;

    string? INamed.NameFor(string kind) => kind == "Path" ? Path : null;
}
