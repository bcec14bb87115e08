namespace KlpShell.Verdicts.Records;

/// <summary>A recorded line of the kernel log.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Text">Its text; one printk may hold several lines.</param>
public sealed record LogLine(int Level, string Text);
