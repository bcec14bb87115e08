namespace KlpShell.Core.Machine;

/// <summary>What was done to a kernel from outside.</summary>
public enum EntranceKind
{
    /// <summary>A module was loaded (finit_module).</summary>
    LoadModule,

    /// <summary>A module was unloaded (delete_module).</summary>
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
}
