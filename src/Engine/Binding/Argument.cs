namespace KlpShell.Engine;

/// <summary>One word of a command as it was typed: a parameter's name, a value, or a name with its value behind a colon.</summary>
internal sealed record Argument(string? Parameter, Func<Scope, object?>? Value, Extent At);
