namespace KlpShell.Core.Sysfs;

/// <summary>What a file is opened for.</summary>
public enum FileAccess
{
    Read,
    Write,
}
