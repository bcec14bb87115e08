namespace KlpShell.Core.Sysfs;

/// <summary>What a file is opened for.</summary>
public enum FileAccess
{
    /// <summary>To be read.</summary>
    Read,

    /// <summary>To be written anew, as a shell's <c>&gt;</c> does (O_WRONLY, O_TRUNC).</summary>
    Write,

    /// <summary>To be written behind what is there, as <c>&gt;&gt;</c> does (O_WRONLY, O_APPEND).</summary>
    Append,
}
