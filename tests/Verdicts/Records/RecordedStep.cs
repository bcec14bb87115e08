using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace KlpShell.Verdicts.Records;

/// <summary>A command that was run, and what was there afterwards; null for what wasn't looked at.</summary>
public record RecordedStep
{
    public string Command { get; init; } = "";

    public int Exit { get; init; }

    public IReadOnlyList<string> Output { get; init; } = [];

    public int? Errno { get; init; }

    [JsonPropertyName("errno_retry")]
    public int? ErrnoRetry { get; init; }

    public IReadOnlyList<LogLine>? Dmesg { get; init; }

    [JsonPropertyName("sysfs_after")]
    public IReadOnlyList<SysfsLine>? SysfsAfter { get; init; }

    [JsonPropertyName("modules_after")]
    public IReadOnlyList<string>? ModulesAfter { get; init; }

    [JsonPropertyName("ftrace_after")]
    public IReadOnlyList<string>? FtraceAfter { get; init; }

    public IReadOnlyList<ResolvedFunc>? Resolved { get; init; }

    [JsonPropertyName("tainted_before")]
    public long? TaintedBefore { get; init; }

    [JsonPropertyName("tainted_after")]
    public long? TaintedAfter { get; init; }

    [JsonPropertyName("klp_relocations")]
    public IReadOnlyList<WrittenRelocation>? KlpRelocations { get; init; }
}
