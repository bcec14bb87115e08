using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles.Signatures;

/// <summary>A line that the check of a signature logs.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Text">The line.</param>
public sealed record SignatureLine(LogLevel Level, string Text);
