using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace KlpShell.Verdicts.Records;

/// <summary>A record of verdicts.json: a module, what was loaded before it, and what the kernel did.</summary>
public record Verdict : RecordedStep
{
    public string File { get; init; } = "";

    public string Release { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Description { get; init; } = "";

    public IReadOnlyList<string> Setup { get; init; } = [];

    [JsonPropertyName("setup_dmesg")]
    public IReadOnlyList<LogLine> SetupDmesg { get; init; } = [];

    public IReadOnlyList<RecordedStep> After { get; init; } = [];

    public LateSteps? Late { get; init; }

    [JsonPropertyName("fresh_boot")]
    public bool FreshBoot { get; init; }
}
