namespace KlpShell.Core.Machine.Bodies;

/// <summary>Logs a line. The module's own prefix is part of the text.</summary>
/// <param name="Level">The level to log at.</param>
/// <param name="Text">The line.</param>
public sealed record PrintkStep(LogLevel Level, Template Text) : Step;
