namespace KlpShell.Build.Pages;

/// <summary>A type that comes down the pipeline or goes on, and what it is there.</summary>
public sealed record HelpType(string Name, string Text);
