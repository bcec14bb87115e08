namespace KlpShell.Core.Journal;

/// <summary>The ways into a kernel that a journal knows. The numbers stand in files, and keep their meaning.</summary>
public enum JournalKind
{
    /// <summary><see cref="Kernel.LoadModule(Modules.ModuleDefinition, string, LoadFlags)"/>.</summary>
    LoadModule = 1,
    /// <summary><see cref="Kernel.UnloadModule"/>.</summary>
    UnloadModule = 2,
    /// <summary><see cref="Kernel.ReadFile"/>.</summary>
    ReadFile = 3,
    /// <summary><see cref="Kernel.WriteFile"/>.</summary>
    WriteFile = 4,
    /// <summary><see cref="Kernel.OpenFile"/>.</summary>
    OpenFile = 5,
    /// <summary><see cref="Kernel.ReadHandle"/>.</summary>
    ReadHandle = 6,
    /// <summary><see cref="Kernel.WriteHandle"/>.</summary>
    WriteHandle = 7,
    /// <summary><see cref="Kernel.CloseHandle"/>.</summary>
    CloseHandle = 8,
    /// <summary><see cref="Kernel.Call"/>.</summary>
    Call = 9,
    /// <summary><see cref="Kernel.StartTask"/>.</summary>
    StartTask = 10,
    /// <summary><see cref="Kernel.StartReading"/>.</summary>
    StartReading = 11,
    /// <summary><see cref="Kernel.AddTask"/>.</summary>
    AddTask = 12,
    /// <summary><see cref="Kernel.AddSleepers"/>.</summary>
    AddSleepers = 13,
    /// <summary><see cref="Kernel.RemoveTask"/>.</summary>
    RemoveTask = 14,
    /// <summary><see cref="Kernel.SignalTask"/>.</summary>
    SignalTask = 15,
    /// <summary><see cref="Kernel.WakeTask"/>.</summary>
    WakeTask = 16,
    /// <summary><see cref="Kernel.SetStackReliable"/>.</summary>
    SetStackReliable = 17,
    /// <summary><see cref="Kernel.Step"/>.</summary>
    Step = 18,
    /// <summary><see cref="Kernel.RegisterPatch"/>.</summary>
    RegisterPatch = 19,
    /// <summary><see cref="Kernel.UnregisterPatch"/>.</summary>
    UnregisterPatch = 20,
    /// <summary><see cref="Kernel.Destination"/>.</summary>
    Destination = 21,
    /// <summary><see cref="Kernel.ClearLog"/>.</summary>
    ClearLog = 22,
    /// <summary><see cref="Kernel.SetShadow"/>.</summary>
    SetShadow = 23,
    /// <summary><see cref="Kernel.FreeShadow"/>.</summary>
    FreeShadow = 24,
    /// <summary>Somebody asked for <see cref="Kernel.Shell"/>, and that had to be made anew.</summary>
    Shell = 25,
    /// <summary><see cref="Kernel.LoadModule(ModuleFiles.ModuleFile, string, LoadFlags)"/>.</summary>
    LoadFile = 26,
}
