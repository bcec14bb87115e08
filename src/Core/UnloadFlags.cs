using System;

namespace KlpShell.Core;

/// <summary>How a module is unloaded (delete_module).</summary>
[Flags]
public enum UnloadFlags
{
    None = 0,
    /// <summary>Take it out although it is in use (O_TRUNC, rmmod -f). Taints, and leaves dangling pointers behind.</summary>
    Forced = 1,
}
