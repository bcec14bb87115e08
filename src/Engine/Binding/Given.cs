namespace KlpShell.Engine;

/// <summary>A word of a command after its value was worked out.</summary>
internal sealed record Given(string? Name, object? Value, bool HasValue, Extent At);
