namespace KlpShell.Repl.Formatting;

/// <summary>What Format-Table and Format-List hand on: objects, and how they are to be shown.</summary>
internal sealed record Formatted(Shape Shape, List<object?> Items, object[]? Properties, bool AutoSize, bool Wrap);
