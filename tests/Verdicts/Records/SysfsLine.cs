using System.Text.Json.Serialization;

namespace KlpShell.Verdicts.Records;

/// <summary>A recorded file or directory under /sys/kernel/livepatch.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Mode">Its permission bits, octal.</param>
/// <param name="Dir">True for a directory.</param>
/// <param name="Value">What it said.</param>
/// <param name="ReadError">The errno of a read that failed, by name.</param>
public sealed record SysfsLine(string Path, string Mode, bool Dir, string? Value, [property: JsonPropertyName("read_error")] string? ReadError = null);
