using System;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A line of the kernel log.</summary>
public sealed record LogInfo
{
    /// <summary>Virtual time since boot.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The level it was logged at.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>The line, without its stamp; control characters are written out, as /dev/kmsg has them.</summary>
    public required string Message { get; init; }

    /// <summary>Counts from 0 at boot, and never repeats.</summary>
    public required long Sequence { get; init; }

    /// <summary>The kernel that logged it.</summary>
    public required string Kernel { get; init; }

    /// <summary>The line as dmesg prints it.</summary>
    public override string ToString() => new LogRecord(Sequence, Time, Level, Message).ToDmesg();
}
