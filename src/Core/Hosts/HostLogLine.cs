using System;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Hosts;

/// <summary>A line of the host's kernel log.</summary>
/// <param name="Time">Since boot; null where the stamp is another, or missing.</param>
/// <param name="Level">Its level; that of a plain printk where dmesg didn't say.</param>
/// <param name="Text">The line without its stamp.</param>
public sealed record HostLogLine(TimeSpan? Time, LogLevel Level, string Text);
