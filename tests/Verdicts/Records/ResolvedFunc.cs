using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace KlpShell.Verdicts.Records;

/// <summary>A function of an installed patch, as it lay in the kernel's memory. Addresses are hexadecimal.</summary>
public sealed record ResolvedFunc(
    string Patch, string Object,
    [property: JsonPropertyName("old_name")] string OldName,
    ulong Sympos,
    [property: JsonPropertyName("new_func")] string NewFunc,
    [property: JsonPropertyName("old_func")] string OldFunc,
    [property: JsonPropertyName("old_size")] ulong OldSize,
    [property: JsonPropertyName("new_size")] ulong NewSize,
    [property: JsonPropertyName("new_func_bytes")] string? NewFuncBytes)
{
    /// <summary>The bytes, counted from the function's first, that hold the distance to another module: they differ where that lies elsewhere.</summary>
    [JsonIgnore]
    public IReadOnlySet<int> Distances { get; init; } = new HashSet<int>();
}
