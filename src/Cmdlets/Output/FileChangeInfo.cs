using KlpShell.Core.Planning;

namespace KlpShell;

/// <summary>What would become of a file or directory of the kernel.</summary>
public sealed record FileChangeInfo : INamed
{
    /// <summary>The whole path.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>What becomes of it.</summary>
    public FileChangeKind Change { get; internal init; }

    /// <summary>What it says before; null for a directory, and for what can't be read.</summary>
    public string? Before { get; internal init; }

    /// <summary>What it says afterwards.</summary>
    public string? After { get; internal init; }

    /// <summary>False for what the operation itself does; true for what comes of it in the time up to the horizon.</summary>
    public bool Later { get; internal init; }

    string? INamed.NameFor(string kind) => kind == "Path" ? Path : null;

    /// <inheritdoc/>
    public override string ToString() => $"{(Later ? "later, " : "")}{Change.ToString().ToLowerInvariant()} {Path}{(Change == FileChangeKind.Changes ? $": {Before} -> {After}" : After is null ? "" : $": {After}")}";
}
