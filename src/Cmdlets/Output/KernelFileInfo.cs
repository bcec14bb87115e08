namespace KlpShell;

/// <summary>A file or directory of a kernel as the <c>klp:</c> drive lists it: what stat says, without what the file holds.</summary>
public sealed record KernelFileInfo : INamed
{
    /// <summary>Its name in its directory.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The whole path inside the kernel, such as /sys/kernel/livepatch.</summary>
    public string FullName { get; internal init; } = "";

    /// <summary>The whole path of the directory that it is in.</summary>
    public string Directory { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>True for a directory.</summary>
    public bool IsDirectory { get; internal init; }

    /// <summary>The permission bits in octal, such as 0644.</summary>
    public string Mode { get; internal init; } = "";

    /// <summary>Kind and permissions as ls writes them, such as <c>-rw-r--r--</c>.</summary>
    public string UnixMode { get; internal init; } = "";

    /// <summary>The size that stat gives, in bytes: a page for an attribute of sysfs whatever it holds, nothing for /proc and for directories.</summary>
    public long Size { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => FullName;

    string? INamed.NameFor(string kind) => kind == "Path" ? FullName : null;
}
