namespace KlpShell.Core.Machine;

/// <summary>The levels of the kernel log (include/linux/kern_levels.h).</summary>
public enum LogLevel
{
    Emergency = 0,
    Alert = 1,
    Critical = 2,
    Error = 3,
    Warning = 4,
    Notice = 5,
    Information = 6,
    Debug = 7,
}
