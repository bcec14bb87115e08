namespace KlpShell;

/// <summary>What sort of thing happened.</summary>
public enum TimelineKind
{
    /// <summary>The kernel logged a line.</summary>
    Log,
    /// <summary>A module was loaded.</summary>
    LoadModule,
    /// <summary>A module was unloaded.</summary>
    UnloadModule,
    /// <summary>A file was written.</summary>
    Write,
    /// <summary>A task was started.</summary>
    StartTask,
    /// <summary>A task was taken away.</summary>
    RemoveTask,
    /// <summary>A task was sent a signal.</summary>
    Signal,
    /// <summary>A task was woken.</summary>
    Wake,
    /// <summary>A patch gave way to one that replaces it; the kernel logs nothing of its own for that.</summary>
    Replaced,
}
