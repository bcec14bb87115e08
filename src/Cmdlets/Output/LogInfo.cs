using System;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A line of the kernel log.</summary>
public sealed record LogInfo
{
    /// <summary>Virtual time since boot.</summary>
    public TimeSpan Time { get; internal init; }

    /// <summary>The level it was logged at.</summary>
    public LogLevel Level { get; internal init; }

    /// <summary>The line, without its stamp; control characters are written out, as /dev/kmsg has them.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>Counts from 0 at boot, and never repeats.</summary>
    public long Sequence { get; internal init; }

    /// <summary>The kernel that logged it.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>The line as dmesg prints it.</summary>
    public override string ToString() => new LogRecord(Sequence, Time, Level, Message).ToDmesg();
}
