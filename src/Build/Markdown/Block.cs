namespace KlpShell.Build.Markdown;

/// <summary>A piece of a page, with the line from 1 on where it begins.</summary>
public abstract record Block(int Line);
