using System;
using System.Globalization;

namespace KlpShell.Core.Machine;

/// <summary>One line of the kernel log.</summary>
/// <param name="Sequence">Counts from 0 at boot and never repeats, also after a clear.</param>
/// <param name="Time">Virtual time since boot.</param>
/// <param name="Level">The level it was logged at.</param>
/// <param name="Text">The line, without a newline.</param>
public sealed record LogRecord(long Sequence, TimeSpan Time, LogLevel Level, string Text)
{
    /// <summary>The line as dmesg prints it: <c>[    4.000000] text</c>.</summary>
    public string ToDmesg() => string.Create(CultureInfo.InvariantCulture, $"[{Time.TotalSeconds,12:F6}] {Text}");
}
