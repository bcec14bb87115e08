using KlpShell.Core.Machine;

namespace KlpShell.Projection;

/// <summary>Makes the records of log lines.</summary>
internal static class LogProjection
{
    public static LogInfo Of(string kernelName, LogRecord line) => new()
    {
        Kernel = kernelName,
        Sequence = line.Sequence,
        Time = line.Time,
        Level = line.Level,
        Message = Internal.Text.OneLine(line.Text),
    };
}
