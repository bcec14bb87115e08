namespace KlpShell.Conformance.Scenarios;

/// <summary>A line of the kernel log.</summary>
/// <param name="Level">Its level; null where the line comes from the serial console.</param>
/// <param name="Text">The line.</param>
public sealed record LogLine(int? Level, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"<{(Level is null ? "?" : Level)}> {Text}";
}
