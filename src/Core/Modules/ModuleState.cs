namespace KlpShell.Core.Modules;

/// <summary>The life of a module (enum module_state, include/linux/module.h).</summary>
public enum ModuleState
{
    /// <summary>Loaded, its init is through.</summary>
    Live,
    /// <summary>Fully formed; its notifiers and its init are running.</summary>
    Coming,
    /// <summary>Going away.</summary>
    Going,
    /// <summary>Still being set up; nobody finds it by name.</summary>
    Unformed,
}
