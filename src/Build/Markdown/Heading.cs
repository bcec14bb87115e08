namespace KlpShell.Build.Markdown;

/// <summary>A heading of level 1 to 3.</summary>
public sealed record Heading(int Line, int Level, string Text) : Block(Line);
