namespace KlpShell.Core.Machine.Bodies;

/// <summary>Adds text to the file that the task is reading (seq_printf). In a task that reads no file the text goes nowhere.</summary>
/// <param name="Text">The text, newlines included.</param>
public sealed record SeqPrintfStep(Template Text) : Step;
