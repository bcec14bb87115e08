namespace KlpShell.Build.Markdown;

/// <summary>Running text; the line breaks of the source are gone.</summary>
public sealed record Paragraph(int Line, string Text) : Block(Line);
