namespace KlpShell.Conformance.Scenarios;

/// <summary>A file or directory in a snapshot.</summary>
/// <param name="Path">The whole path.</param>
/// <param name="Mode">The mode, as ls writes it.</param>
/// <param name="Value">The first line of a file; null for a directory and for a file that couldn't be read.</param>
/// <param name="Error">The name of the errno of a file that couldn't be read.</param>
public sealed record SysfsEntry(string Path, string Mode, string? Value, string? Error)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Mode} {Path}{(Value is null ? "" : " = " + Value)}{(Error is null ? "" : " ! " + Error)}";
}
